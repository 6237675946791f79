//! Templates of `Regexp.Expand`.

use crate::generate::Random;

const PIECES: &[&str] = &[
    "$0",
    "$1",
    "$2",
    "$3",
    "${0}",
    "${1}",
    "${2}",
    "$n",
    "${n}",
    "$ab",
    "${_1}",
    "$1_x",
    "${1}_x",
    "$1x",
    "$$",
    "$$1",
    "$",
    "${",
    "${}",
    "${1",
    "${n",
    "$01",
    "${01}",
    "$é",
    "$٣",
    "${1é}",
    "$100000000",
    "${999999999999999999999}",
    "$-1",
    "$ 1",
    "x",
    "_total",
    "_",
    ":",
    "日",
    "\\1",
    "}",
    "{",
    " ",
    "\n",
    "$1$2",
    "${1}${n}",
    "$N",
];

pub(super) fn template(random: &mut Random<'_>) -> String {
    (0..=random.up_to(3)).map(|_| random.pick(PIECES)).collect()
}
