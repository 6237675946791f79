//! The names of Unicode's categories and scripts, as Go's `unicode` package has them.

/// Matches nothing, as Go's empty class does.
pub(super) const NOTHING: &str = "[a&&b]";

/// How the name of a category or script is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// As Go does since 1.25: case, spaces, dashes and underscores do not matter, and categories have long names too.
    Loose,
    /// As Go did before, and as Prometheus' fork of its `regexp` still does: letter by letter.
    Exact,
}

/// The crate's spelling of a category or script; `None` for a name that is not known. Mirrors `syntax.unicodeTable`.
pub(super) fn table(name: &str, names: Names) -> Option<String> {
    if names == Names::Exact {
        return if name == "Any" { Some("\\p{any}".to_owned()) } else { known(name) };
    }
    let name = canonical(name);
    match name.as_str() {
        "Any" | "Assigned" | "Ascii" => Some(format!("\\p{{{name}}}")),
        "Lc" => known("LC"),
        // Go leaves underscores out of the name it looks for, not of those it knows: it finds no script of several words.
        name => known(name).or_else(|| known(category_of(name)?)),
    }
}

/// A category or a script by its exact name.
fn known(name: &str) -> Option<String> {
    match name {
        // What no text holds.
        "Cs" => Some(NOTHING.to_owned()),
        "LC" => Some("\\p{gc=Cased_Letter}".to_owned()),
        _ if CATEGORIES.split(' ').any(|held| held == name) => Some(format!("\\p{{gc={name}}}")),
        _ if SCRIPTS.split(' ').any(|held| held == name) => Some(format!("\\p{{sc={name}}}")),
        _ => None,
    }
}

/// A capital and then small letters, without what stands between words.
fn canonical(name: &str) -> String {
    let mut letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|c| c.to_ascii_lowercase())).collect()
}

/// The category of a long name, in its canonical form.
fn category_of(name: &str) -> Option<&'static str> {
    let mut pairs = ALIASES.split(' ').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(alias, category)| (alias == name).then_some(category))
}

/// The keys of `unicode.Categories`.
const CATEGORIES: &str = "\
    C Cc Cf Cn Co Cs L LC Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl \
    Zp Zs";

/// The keys of `unicode.CategoryAliases` in canonical form, with their categories.
const ALIASES: &str = "\
    Casedletter=LC Closepunctuation=Pe Cntrl=Cc Combiningmark=M Connectorpunctuation=Pc Control=Cc \
    Currencysymbol=Sc Dashpunctuation=Pd Decimalnumber=Nd Digit=Nd Enclosingmark=Me Finalpunctuation=Pf \
    Format=Cf Initialpunctuation=Pi Letter=L Letternumber=Nl Lineseparator=Zl Lowercaseletter=Ll Mark=M \
    Mathsymbol=Sm Modifierletter=Lm Modifiersymbol=Sk Nonspacingmark=Mn Number=N Openpunctuation=Ps \
    Other=C Otherletter=Lo Othernumber=No Otherpunctuation=Po Othersymbol=So Paragraphseparator=Zp \
    Privateuse=Co Punct=P Punctuation=P Separator=Z Spaceseparator=Zs Spacingmark=Mc Surrogate=Cs \
    Symbol=S Titlecaseletter=Lt Unassigned=Cn Uppercaseletter=Lu";

/// The keys of `unicode.Scripts`.
pub(super) const SCRIPTS: &str = "\
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali \
    Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian \
    Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret \
    Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian \
    Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo \
    Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian \
    Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi \
    Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic \
    Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive \
    Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari \
    New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic \
    Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya \
    Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic \
    Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo \
    Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut \
    Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi \
    Zanabazar_Square";
