//! Pauses in the loops of the Go package's module.
//!
//! wazero runs a module as machine code that Go's scheduler cannot interrupt: as long as a call takes, its processor does nothing
//! else, and a garbage collection waits for it. So each loop counts its turns, all of them by one counter, and calls a function of the
//! host now and then, in which Go can do what it must. Only loops that call something count: those that call nothing do little in a
//! turn, and would be slower for it.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, EntityType, Function, GlobalSection, GlobalType, ImportSection,
    Instruction, Module, SectionId, TypeSection, ValType,
};
use wasmparser::{
    FunctionBody, GlobalSectionReader, ImportSectionReader, Parser, TypeSectionReader, Validator,
};

use crate::shell::Result;

/// The function of the host that is called in pauses, by its module and its name.
const PAUSE: (&str, &str) = ("counterpoise", "pause");

/// Turns of all loops from one pause to the next: about half a millisecond where series are read and sorted.
const TURNS: i32 = 10_000;

/// Puts the pauses into a module, which must not import anything.
pub(crate) fn into(module: &[u8]) -> Result<Vec<u8>> {
    let mut paused = Module::new();
    Pauses::default()
        .parse_core_module(&mut paused, Parser::new(0), module)
        .map_err(|error| format!("the module cannot be read: {error}"))?;
    let paused = paused.finish();
    match Validator::new().validate_all(&paused) {
        Ok(_) => Ok(paused),
        Err(error) => Err(format!("the module is none any more with pauses: {error}")),
    }
}

/// Writes the module anew as it is read.
#[derive(Default)]
struct Pauses {
    /// The number of the type of a function that takes and gives nothing.
    nothing: u32,
    /// The number of the counter.
    counter: u32,
}

type Read<T = ()> = std::result::Result<T, Error<&'static str>>;

impl Reencode for Pauses {
    type Error = &'static str;

    /// The import is function 0.
    fn function_index(&mut self, function: u32) -> Read<u32> {
        Ok(function + 1)
    }

    fn parse_type_section(&mut self, types: &mut TypeSection, section: TypeSectionReader<'_>) -> Read {
        utils::parse_type_section(self, types, section)?;
        self.nothing = types.len();
        types.ty().function([], []);
        Ok(())
    }

    fn parse_import_section(&mut self, _: &mut ImportSection, _: ImportSectionReader<'_>) -> Read {
        Err(Error::UserError("it has imports already"))
    }

    fn intersperse_section_hook(
        &mut self,
        module: &mut Module,
        after: Option<SectionId>,
        _: Option<SectionId>,
    ) -> Read {
        if after == Some(SectionId::Type) {
            let (host, name) = PAUSE;
            let mut imports = ImportSection::new();
            imports.import(host, name, EntityType::Function(self.nothing));
            module.section(&imports);
        }
        Ok(())
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Read {
        utils::parse_global_section(self, globals, section)?;
        self.counter = globals.len();
        let counter = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(counter, &ConstExpr::i32_const(TURNS));
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Read {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut reader = body.get_operators_reader()?;
        let mut instructions = Vec::new();
        while !reader.eof() {
            instructions.push(self.parse_instruction(&mut reader)?);
        }
        let calling = calling_loops(&instructions);
        for (place, instruction) in instructions.iter().enumerate() {
            function.instruction(instruction);
            if calling.contains(&place) {
                self.count(&mut function);
            }
        }
        code.function(&function);
        Ok(())
    }
}

impl Pauses {
    /// Counts a turn, and pauses where it is the last.
    fn count(&self, function: &mut Function) {
        function
            .instruction(&Instruction::GlobalGet(self.counter))
            .instruction(&Instruction::I32Const(-1))
            .instruction(&Instruction::I32Add)
            .instruction(&Instruction::GlobalSet(self.counter))
            .instruction(&Instruction::GlobalGet(self.counter))
            .instruction(&Instruction::I32Eqz)
            .instruction(&Instruction::If(BlockType::Empty))
            .instruction(&Instruction::I32Const(TURNS))
            .instruction(&Instruction::GlobalSet(self.counter))
            .instruction(&Instruction::Call(0))
            .instruction(&Instruction::End);
    }
}

/// Where a function's loops begin that call another function in a turn.
fn calling_loops(instructions: &[Instruction<'_>]) -> BTreeSet<usize> {
    // What is open, innermost last: where a loop begins, `None` for other blocks.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut calling = BTreeSet::new();
    for (place, instruction) in instructions.iter().enumerate() {
        match instruction {
            Instruction::Loop(_) => open.push(Some(place)),
            Instruction::Block(_) | Instruction::If(_) => open.push(None),
            // The last end is the function's own.
            Instruction::End => drop(open.pop()),
            Instruction::Call(_) | Instruction::CallIndirect { .. } => {
                calling.extend(open.iter().copied().flatten());
            }
            _ => {}
        }
    }
    calling
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, ExportSection, FunctionSection};
    use wasmparser::{Operator, Payload};

    use super::*;

    /// A module of two functions: one loops and calls nothing, the other calls it in a loop.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut globals = GlobalSection::new();
        let stack = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(stack, &ConstExpr::i32_const(7));
        let mut exports = ExportSection::new();
        exports.export("calls", ExportKind::Func, 1);
        let mut code = CodeSection::new();
        for called in [None, Some(0)] {
            let mut function = Function::new([]);
            function.instruction(&Instruction::Loop(BlockType::Empty));
            called.map(|called| function.instruction(&Instruction::Call(called)).clone());
            function.instruction(&Instruction::End).instruction(&Instruction::End);
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&globals).section(&exports).section(&code);
        module.finish()
    }

    /// The functions that each function calls, in their order.
    fn calls(module: &[u8]) -> Vec<Vec<u32>> {
        let mut calls = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::CodeSectionEntry(body) = payload.unwrap() {
                let called = body.get_operators_reader().unwrap().into_iter().filter_map(|operator| {
                    match operator.unwrap() {
                        Operator::Call { function_index } => Some(function_index),
                        _ => None,
                    }
                });
                calls.push(called.collect());
            }
        }
        calls
    }

    #[test]
    fn loops_that_call_something_pause() {
        let paused = into(&module()).unwrap();
        // The import is 0, what was 0 is 1.
        assert_eq!(calls(&paused), [vec![], vec![0, 1]]);
    }

    #[test]
    fn a_module_with_imports_is_refused() {
        let paused = into(&module()).unwrap();
        assert!(into(&paused).unwrap_err().contains("it has imports already"));
    }
}
