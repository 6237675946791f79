//! The functions of a module in the order in which they pack best.
//!
//! What is generic is compiled once for each type, and the copies differ in little. Where they stand one after the other, brotli
//! says each in a few bytes of the one before; wasm-bindgen orders by size, which brings only some of them together. Nothing else
//! changes: the functions are the same, and are called by their new numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{ElementItems, ExternalKind, Operator, Parser, Payload, TypeRef, Validator};

use crate::shell::Result;

/// Orders the functions of a module.
pub(crate) fn by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let ordered = Parts::read(module).and_then(|parts| parts.ordered(module));
    let ordered = ordered.map_err(|error| format!("the module: {error}"))?;
    match Validator::new().validate_all(&ordered) {
        Ok(_) => Ok(ordered),
        Err(error) => Err(format!("the module is none any more once it is ordered: {error}")),
    }
}

/// What of a module has to do with the numbers of functions.
#[derive(Default)]
struct Parts {
    /// The number of each section, and its bytes without the head.
    sections: Vec<(u8, Range<usize>)>,
    /// How many functions are imported: those come first.
    imported: u32,
    /// The type of each function.
    types: Vec<u32>,
    bodies: Vec<Range<usize>>,
    /// Where the number of a function stands, and which.
    numbers: BTreeMap<usize, u32>,
}

impl Parts {
    fn read(module: &[u8]) -> wasmparser::Result<Self> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            parts
                .sections
                .extend(payload.as_section().filter(|_| !matches!(payload, Payload::CodeSectionEntry(_))));
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        parts.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => {
                    parts.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        parts.note(global?.init_expr.get_operators_reader())?;
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports.into_iter_with_offsets() {
                        let (start, export) = export?;
                        if export.kind == ExternalKind::Func {
                            let name = number(u32::try_from(export.name.len()).unwrap_or(u32::MAX));
                            parts.numbers.insert(start + name.len() + export.name.len() + 1, export.index);
                        }
                    }
                }
                Payload::StartSection { func, range } => {
                    parts.numbers.insert(range.start, func);
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        match element?.items {
                            ElementItems::Functions(functions) => {
                                for function in functions.into_iter_with_offsets() {
                                    let (at, function) = function?;
                                    parts.numbers.insert(at, function);
                                }
                            }
                            ElementItems::Expressions(_, expressions) => {
                                for expression in expressions {
                                    parts.note(expression?.get_operators_reader())?;
                                }
                            }
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    parts.bodies.push(body.range());
                    parts.note(body.get_operators_reader()?)?;
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    /// Notes the functions that instructions name.
    fn note(&mut self, instructions: wasmparser::OperatorsReader<'_>) -> wasmparser::Result<()> {
        for instruction in instructions.into_iter_with_offsets() {
            if let (
                Operator::Call { function_index: function }
                | Operator::ReturnCall { function_index: function }
                | Operator::RefFunc { function_index: function },
                at,
            ) = instruction?
            {
                // Behind the one byte of the instruction.
                self.numbers.insert(at + 1, function);
            }
        }
        Ok(())
    }

    fn ordered(&self, module: &[u8]) -> wasmparser::Result<Vec<u8>> {
        // Whom a function calls is no likeness yet: the numbers are about to change.
        let bodies: Vec<Vec<u8>> =
            self.bodies.iter().map(|body| self.renumbered(module, body, |_| 0)).collect();
        let order = chained(&bodies);
        let mut places = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            places[old] = new;
        }
        let new = |function: u32| match function.checked_sub(self.imported) {
            Some(own) => self.imported + places[own as usize] as u32,
            None => function,
        };
        let mut out = module[..8].to_vec();
        for (id, range) in &self.sections {
            let content = match id {
                3 => order.iter().fold(count(order.len()), |mut content, &place| {
                    content.extend(number(self.types[place]));
                    content
                }),
                10 => order.iter().fold(count(order.len()), |mut content, &place| {
                    let body = self.renumbered(module, &self.bodies[place], new);
                    content.extend(count(body.len()));
                    content.extend(body);
                    content
                }),
                _ => self.renumbered(module, range, new),
            };
            out.push(*id);
            out.extend(count(content.len()));
            out.extend(content);
        }
        Ok(out)
    }

    /// Bytes of the module with other numbers of functions.
    fn renumbered(&self, module: &[u8], range: &Range<usize>, new: impl Fn(u32) -> u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(range.len());
        let mut at = range.start;
        for (&place, &function) in self.numbers.range(range.clone()) {
            out.extend_from_slice(&module[at..place]);
            out.extend(number(new(function)));
            let more = module[place..].iter().take_while(|byte| **byte & 0x80 != 0).count();
            at = place + more + 1;
        }
        out.extend_from_slice(&module[at..range.end]);
        out
    }
}

/// Bytes that are looked at together.
const PIECE: usize = 8;
/// A piece that so many functions have tells nothing of them.
const COMMON: usize = 150;

/// An order in which each body has much in common with the one before: from one to the next goes what shares most with it, for the
/// size of both, each piece weighed by how rare it is.
fn chained(bodies: &[Vec<u8>]) -> Vec<usize> {
    let pieces: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(PIECE).collect()).collect();
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (place, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            holders.entry(piece).or_default().push(place);
        }
    }
    holders.retain(|_, holders| (2..=COMMON).contains(&holders.len()));
    // What has nothing in common with any other is taken in the order of its bytes.
    let mut others: Vec<usize> = (0..bodies.len()).collect();
    others.sort_by_key(|&place| &bodies[place]);
    let mut others = others.into_iter();
    let mut order = Vec::with_capacity(bodies.len());
    let mut taken = vec![false; bodies.len()];
    let mut next = None;
    while let Some(place) = next.or_else(|| others.find(|&place| !taken[place])) {
        taken[place] = true;
        order.push(place);
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for holders in pieces[place].iter().filter_map(|piece| holders.get(piece)) {
            let weight = (holders.len() as f64).sqrt().recip();
            for &other in holders.iter().filter(|&&other| !taken[other]) {
                *shared.entry(other).or_default() += weight;
            }
        }
        let likeness =
            |&(other, shared): &(usize, f64)| shared / (pieces[place].len() + pieces[other].len()) as f64;
        next = shared.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).map(|(other, _)| other);
    }
    order
}

fn count(count: usize) -> Vec<u8> {
    number(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A number as modules spell it: seven bits a byte, the lowest first.
fn number(mut number: u32) -> Vec<u8> {
    let mut out = Vec::new();
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
    out
}
