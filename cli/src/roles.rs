//! Which file of a scenario is what: by its name in a folder, else by what it holds.

use counterpoise::kinds;
pub(crate) use counterpoise::kinds::Role;

use crate::failure::Failure;
use crate::files::Source;

/// The files of a scenario with their roles: by their names, and by what they hold those that are missing then. Files without
/// a role are left aside.
pub(crate) fn assign(sources: Vec<Source>) -> Result<Vec<(Role, Source)>, Failure> {
    let mut assigned: Vec<(Role, Source)> = Vec::new();
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for source in sources {
        let kind = kinds::of_text(&source.text);
        match Role::of_name(&source.name) {
            Some(role) => named.push((role, kind, source)),
            None => others.extend(kind.as_ref().and_then(Role::of).map(|role| (role, source))),
        }
    }
    for (role, kind, source) in named {
        if !role.takes(kind.as_ref()) {
            let held = kind.map_or_else(String::new, |kind| format!(" holds {kind}"));
            let message = format!("{}{held}, and what is wanted is {}", source.name, role.wanted());
            return Err(Failure::usage(message));
        }
        add(&mut assigned, role, source)?;
    }
    let by_name: Vec<Role> = assigned.iter().map(|(role, _)| *role).collect();
    for (role, source) in others {
        if !by_name.contains(&role) {
            add(&mut assigned, role, source)?;
        }
    }
    Ok(assigned)
}

fn add(assigned: &mut Vec<(Role, Source)>, role: Role, source: Source) -> Result<(), Failure> {
    if let Some((_, other)) = assigned.iter().find(|(held, _)| *held == role) {
        let message =
            format!("{} and {} both are {}: give one of them", other.name, source.name, role.field());
        return Err(Failure::usage(message));
    }
    assigned.push((role, source));
    Ok(())
}
