//! What is asked, and which right that takes.

use std::thread;

use super::kubectl::{Kubectl, Refusal};

/// How many processes run at a time.
const AT_A_TIME: usize = 4;

/// One request, and the right that it takes.
pub(crate) struct Ask {
    /// What it is for, such as `pods of the namespace shop`.
    pub(crate) what: String,
    pub(crate) path: String,
    pub(crate) verb: &'static str,
    pub(crate) resource: String,
    pub(crate) group: String,
    /// Empty for what belongs to the whole cluster.
    pub(crate) namespace: String,
}

/// A request that gave nothing.
pub(crate) struct Missing {
    pub(crate) what: String,
    /// Why, in sentences; of a right which one.
    pub(crate) why: Vec<String>,
}

impl Ask {
    /// One for something that no object's right stands for, such as discovery.
    pub(crate) fn open(what: impl Into<String>, path: impl Into<String>) -> Self {
        Self::new(what, path, "get", ("", "", ""))
    }

    pub(crate) fn new(
        what: impl Into<String>,
        path: impl Into<String>,
        verb: &'static str,
        (group, resource, namespace): (&str, &str, &str),
    ) -> Self {
        Self {
            what: what.into(),
            path: path.into(),
            verb,
            resource: resource.to_owned(),
            group: group.to_owned(),
            namespace: namespace.to_owned(),
        }
    }

    /// What to say where it gave nothing.
    pub(crate) fn missing(&self, refusal: &Refusal) -> Missing {
        let mut why = vec![refusal.message()];
        if matches!(refusal, Refusal::Forbidden(_)) {
            why.push(self.right());
        }
        Missing { what: self.what.clone(), why }
    }

    /// The right that it takes, in the words of a Role.
    fn right(&self) -> String {
        if self.resource.is_empty() {
            return format!("the right to get the path {} is missing", self.path);
        }
        let Self { verb, resource, group, namespace, .. } = self;
        let role = if namespace.is_empty() {
            "a ClusterRole".to_owned()
        } else {
            format!("a Role of the namespace {namespace}")
        };
        format!("the right is missing: verb {verb}, resource {resource}, group \"{group}\", in {role}")
    }
}

/// Asks all of them, a few at a time; the answers stand as the requests do.
pub(crate) fn ask_all(kubectl: &Kubectl, asks: &[Ask]) -> Vec<Result<String, Refusal>> {
    let mut answers = Vec::with_capacity(asks.len());
    for some in asks.chunks(AT_A_TIME) {
        thread::scope(|scope| {
            let running: Vec<_> = some.iter().map(|ask| scope.spawn(|| kubectl.raw(&ask.path))).collect();
            let panicked = || Err(Refusal::Failed("the request was not made".to_owned()));
            answers.extend(running.into_iter().map(|one| one.join().unwrap_or_else(|_| panicked())));
        });
    }
    answers
}
