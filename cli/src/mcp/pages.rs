//! The pages of the codes, as `counterpoise explain-code` has them, as resources.

use rmcp::model::{Resource, ResourceContents, ResourceTemplate};

use crate::codes;

/// What every address begins with; the code follows.
const ADDRESS: &str = "counterpoise://codes/";

const MARKDOWN: &str = "text/markdown";

/// A page for each code.
pub(super) fn list() -> Vec<Resource> {
    let pages = counterpoise::error::codes::all().map(|code| {
        Resource::new(format!("{ADDRESS}{}", code.name), code.name)
            .with_description(code.cause)
            .with_mime_type(MARKDOWN)
    });
    pages.collect()
}

/// How the addresses are made, for who has a code of an error or a finding.
pub(super) fn template() -> ResourceTemplate {
    ResourceTemplate::new(format!("{ADDRESS}{{code}}"), "code")
        .with_description("What a code of an error or a finding is about, with files that show what is wrong and what is right")
        .with_mime_type(MARKDOWN)
}

/// The page at an address, or the codes that may have been meant.
pub(super) fn read(address: &str) -> Result<ResourceContents, Vec<&'static str>> {
    let name = address.strip_prefix(ADDRESS).unwrap_or_default();
    let code = codes::find(name).ok_or_else(|| codes::near(name))?;
    let text = format!("# {}\n\n{}\n\n{}\n", code.name, code.cause, codes::markdown(code.name, code.mend));
    Ok(ResourceContents::text(text, address).with_mime_type(MARKDOWN))
}
