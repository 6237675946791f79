//! Actions: control structures, templates, jumps.

use super::pipe::Context;
use super::{Ending, Item, Parser};
use crate::error::Result;
use crate::template::node::{List, TemplateNode};
use crate::template::place::Place;
use crate::template::token::{Keyword, Kind, Token};

/// A control action with a pipeline and lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Control {
    If,
    Range,
    With,
}

impl<'t> Parser<'t> {
    pub(super) fn item(&mut self) -> Result<Item> {
        let token = self.next_solid()?;
        match token.kind {
            Kind::Text => Ok(Item::Node(TemplateNode::Text(token.text.into(), token.place))),
            Kind::LeftDelimiter => self.action(),
            _ => self.unexpected(token, "input"),
        }
    }

    /// An action after its left delimiter.
    fn action(&mut self) -> Result<Item> {
        let token = self.next_solid()?;
        let node = match token.kind {
            Kind::Keyword(Keyword::Block) => self.block()?,
            Kind::Keyword(Keyword::Break) => self.jump(token, TemplateNode::Break)?,
            Kind::Keyword(Keyword::Continue) => self.jump(token, TemplateNode::Continue)?,
            Kind::Keyword(Keyword::Else) => {
                // An if or with that follows at once is left for the control action that this belongs to.
                let next = self.peek_solid()?;
                if !matches!(next.kind, Kind::Keyword(Keyword::If | Keyword::With)) {
                    self.expect(Kind::RightDelimiter, "else")?;
                }
                return Ok(Item::Ending(Ending::Else));
            }
            Kind::Keyword(Keyword::End) => {
                self.expect(Kind::RightDelimiter, "end")?;
                return Ok(Item::Ending(Ending::End));
            }
            Kind::Keyword(Keyword::If) => self.control(token.place, Control::If)?,
            Kind::Keyword(Keyword::Range) => self.control(token.place, Control::Range)?,
            Kind::Keyword(Keyword::With) => self.control(token.place, Control::With)?,
            Kind::Keyword(Keyword::Template) => self.template()?,
            _ => {
                self.pending.push(token);
                TemplateNode::Action(self.pipe(Context::action("command"))?)
            }
        };
        Ok(Item::Node(node))
    }

    fn jump(&mut self, token: Token<'t>, node: TemplateNode) -> Result<TemplateNode> {
        let action = format!("{{{{{}}}}}", token.text);
        self.expect(Kind::RightDelimiter, &action)?;
        if self.ranges == 0 {
            return self.fail(token.place, format!("{action} outside {{{{range}}}}"));
        }
        Ok(node)
    }

    fn control(&mut self, place: Place, control: Control) -> Result<TemplateNode> {
        let variables = self.variables.len();
        let node = self.nested(place, |parser| match control {
            Control::Range => parser.range(),
            Control::If => parser.choice(false, Keyword::If),
            Control::With => parser.choice(true, Keyword::With),
        });
        self.variables.truncate(variables);
        node
    }

    fn range(&mut self) -> Result<TemplateNode> {
        let pipe = self.pipe(Context::range())?;
        self.ranges += 1;
        let (body, ending) = self.list()?;
        self.ranges -= 1;
        let otherwise = if ending == Ending::Else { self.last_list()? } else { List::new() };
        Ok(TemplateNode::Range { pipe, body, otherwise })
    }

    /// `if` or `with`; one that follows an `else` at once is one more arm.
    fn choice(&mut self, with: bool, keyword: Keyword) -> Result<TemplateNode> {
        let context = Context::action(if with { "with" } else { "if" });
        let mut arms = Vec::new();
        loop {
            let pipe = self.pipe(context)?;
            let (list, ending) = self.list()?;
            arms.push((pipe, list));
            if ending == Ending::End {
                return Ok(TemplateNode::Choice { with, arms, otherwise: List::new() });
            }
            if self.peek()?.kind != Kind::Keyword(keyword) {
                return Ok(TemplateNode::Choice { with, arms, otherwise: self.last_list()? });
            }
            self.next()?;
        }
    }

    /// What follows an `else` that has no condition.
    fn last_list(&mut self) -> Result<List> {
        let start = self.peek()?.place;
        match self.list()? {
            (list, Ending::End) => Ok(list),
            (_, ending) => self.fail(start, format!("expected end; found {}", ending.name())),
        }
    }

    fn block(&mut self) -> Result<TemplateNode> {
        let token = self.next_solid()?;
        let name = self.template_name(token, "block clause")?;
        let pipe = self.pipe(Context::action("block clause"))?;
        let list = self.separate(token.place, "block clause")?;
        self.define(name.clone(), list, token.place)?;
        Ok(TemplateNode::Template { name, pipe: Some(pipe), place: token.place })
    }

    fn template(&mut self) -> Result<TemplateNode> {
        let token = self.next_solid()?;
        let name = self.template_name(token, "template clause")?;
        let next = self.next_solid()?;
        let pipe = if next.kind == Kind::RightDelimiter {
            None
        } else {
            self.pending.push(next);
            Some(self.pipe(Context::action("template clause"))?)
        };
        Ok(TemplateNode::Template { name, pipe, place: token.place })
    }
}
