/// An input field with the file that it came from.
#[derive(Clone)]
pub(crate) struct Document {
    /// The field of the operation's input, such as `config`.
    pub(crate) field: &'static str,
    /// The file as the user named it.
    pub(crate) name: String,
    /// The file's text.
    pub(crate) text: String,
}
