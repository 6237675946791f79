//! The command line, as clap reads it.

mod migrate;
mod replay;
mod scaffold;
mod simulate;
mod test;
mod tune;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

pub(crate) use migrate::MigrateArguments;
pub(crate) use replay::{RecordArguments, ReplayArguments};
pub(crate) use scaffold::{Of, ScaffoldArguments};
pub(crate) use simulate::{
    CompareArguments, Side, SimulateArguments, SimulatedArguments, SimulationSettings,
};
pub(crate) use test::TestArguments;
pub(crate) use tune::{Least, TuneArguments, Varied};

use crate::live::{CaptureArguments, ClusterArguments, Timeout, hpa_name, timeout};
use crate::page::Form;

/// The arithmetic between a metric and a replica count
#[derive(Parser)]
#[command(name = "counterpoise", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How a result is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// The same as YAML
    Yaml,
}

impl Arguments {
    /// Those of the process. A negative quantity is no option, though it begins with a hyphen.
    pub(crate) fn of_process() -> Self {
        let mut arguments: Vec<OsString> = std::env::args_os().collect();
        if arguments.get(1).is_some_and(|command| command == "quantity") {
            for argument in arguments.iter_mut().skip(2) {
                let text = argument.to_string_lossy();
                if text.starts_with('-') && text[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                    *argument = format!("{NEGATIVE}{text}").into();
                }
            }
        }
        let is_plugin =
            |name: &OsString| Path::new(name).file_stem().is_some_and(|stem| stem == "kubectl-counterpoise");
        let mut command = Self::command();
        // What people then type.
        if arguments.first().is_some_and(is_plugin) {
            command = command.bin_name("kubectl counterpoise");
        }
        let matches = command.get_matches_from(arguments);
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// What stands before a negative quantity while the options are read: no argument of a process can hold it.
const NEGATIVE: char = '\0';

impl QuantityArguments {
    /// The quantities as they were given.
    pub(crate) fn quantities(&self) -> impl Iterator<Item = &str> {
        self.quantities.iter().map(|text| text.trim_start_matches(NEGATIVE))
    }
}

#[derive(Args, Clone, Copy)]
pub(crate) struct OutputArguments {
    /// How to print the result
    #[arg(long, short, value_enum, default_value_t)]
    pub(crate) output: Format,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Tell how an HPA gets from its metrics to a replica count, step by step, or what rules make of series
    #[command(after_help = "Example:\n  counterpoise explain examples/mockmetrics")]
    Explain(ExplainArguments),
    /// Write what one HPA of a live cluster looks at as a folder that `explain` and `check` take; no Secret is read
    #[command(after_help = "Example:\n  counterpoise capture hpa/web -n shop -o web-of-shop")]
    Capture(CaptureArguments),
    /// Print the PromQL that answers a request to a metrics API
    #[command(
        after_help = "Example:\n  counterpoise query --config config.yaml --series series.json \\\n    \
        '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests' --object web-0 --object web-1"
    )]
    Query(QueryArguments),
    /// Turn Prometheus' answer into the metrics API's
    #[command(
        after_help = "Example:\n  counterpoise convert --config config.yaml --series series.json \\\n    \
        --response response.json /apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/web/http_requests"
    )]
    Convert(ConvertArguments),
    /// List the metrics that a configuration serves
    #[command(after_help = "Example:\n  counterpoise metrics --config config.yaml --series series.json")]
    Metrics(MetricsArguments),
    /// Turn an HPA and the adapter's rules into KEDA's ScaledObject, or a ScaledObject into an HPA and rules
    #[command(
        after_help = "Examples:\n  counterpoise migrate --to keda --config config.yaml --series series.json --hpa hpa.yaml \\\n    \
        --server-address http://prometheus.monitoring:9090\n  counterpoise migrate --from keda --scaled-object scaledobject.yaml"
    )]
    Migrate(MigrateArguments),
    /// Check configurations, HPAs and what is given with them; exit status 1 when there are errors
    #[command(
        after_help = "Examples:\n  counterpoise check config.yaml hpa.yaml\n  counterpoise check examples/mockmetrics\n  \
        kubectl get hpa -o yaml | counterpoise check - config.yaml\n  counterpoise check --fix config/"
    )]
    Check(CheckArguments),
    /// Tell what a code of an error or a finding is about, with an example of what is wrong and what is right
    #[command(after_help = "Example:\n  counterpoise explain-code rules.no-group-by")]
    ExplainCode(ExplainCodeArguments),
    /// Write the rule, the HPA and what belongs to them for a series and a goal, tried before they are shown
    #[command(
        after_help = "Example:\n  counterpoise scaffold 'http_requests_total{namespace=\"shop\",pod=\"web-1\"}' \\\n    \
        --target deployment/web --average-value 50 -o web/"
    )]
    Scaffold(ScaffoldArguments),
    /// Simulate an HPA over time: a load, pods that take time to start, metrics that are late, and the controller itself
    #[command(after_help = "Examples:\n  counterpoise simulate examples/flapping-day\n  \
        counterpoise simulate examples/rollout-surge --svg rollout.svg --csv rollout.csv")]
    Simulate(SimulateArguments),
    /// Simulate two HPAs, or one of two Kubernetes releases, and tell where they part
    #[command(
        after_help = "Examples:\n  counterpoise compare examples/flapping-day --hpa examples/flapping-day/mended.yaml\n  \
        counterpoise compare examples/flapping-day --profile 1.33 --profile 1.37"
    )]
    Compare(CompareArguments),
    /// Find settings of an HPA that meet a goal at the least cost, by simulations; exit status 1 when none meets it
    #[command(
        after_help = "Example:\n  counterpoise tune examples/flapping-day --keep-under 90% --over-at-most 5% --at-most-changes 6/h"
    )]
    Tune(TuneArguments),
    /// Write what a Prometheus knows of the past of HPAs into a folder that `replay` takes
    #[command(
        after_help = "Examples:\n  counterpoise record hpa/web -n shop --prometheus http://localhost:9090 --since 7d -o web-of-shop\n  \
        counterpoise record --prometheus http://localhost:9090 --series 'http_requests_total{namespace=\"shop\"}' -o all"
    )]
    Record(RecordArguments),
    /// Tell what another HPA, another Kubernetes release or other rules would have made of a recorded past
    #[command(after_help = "Examples:\n  counterpoise replay web-of-shop --hpa hpa.yaml --was was.yaml\n  \
        counterpoise replay fleet.parquet --hpa hpas.yaml --profile 1.37 --was-profile 1.32")]
    Replay(ReplayArguments),
    /// Run unit tests of rules and HPAs over series with values; exit status 1 when one fails
    #[command(
        after_help = "Examples:\n  counterpoise test examples/pods-metric/test.yaml\n  counterpoise test --coverage --junit tests.xml examples"
    )]
    Test(TestArguments),
    /// Tell from a message which step is at fault; exit status 1 when nothing is known of it
    #[command(
        after_help = "Examples:\n  counterpoise why 'no metrics returned from custom metrics API' examples/mockmetrics\n  \
        counterpoise why '<unknown>/50%'\n  kubectl describe hpa web | counterpoise why - config.yaml series.json"
    )]
    Why(WhyArguments),
    /// Read Kubernetes quantities
    #[command(after_help = "Example:\n  counterpoise quantity 501484m 3795872Ki 1.5")]
    Quantity(QuantityArguments),
    /// Print what a shell needs to complete the command's words
    #[command(after_help = "Example:\n  source <(counterpoise completions bash)")]
    Completions(CompletionsArguments),
    /// Offer the operations to assistants as tools of the Model Context Protocol, on standard input and output; read-only
    #[command(after_help = "Examples:\n  counterpoise mcp\n  counterpoise mcp explain files.check quantity")]
    Mcp(McpArguments),
    /// Serve an editor by the Language Server Protocol, on standard input and output
    #[command(
        after_help = "How editors start it: https://github.com/counterpoise/counterpoise/blob/main/docs/editors.md"
    )]
    Lsp(LspArguments),
    /// Write the manual pages of the command and of each of its commands into a folder
    #[cfg(feature = "man")]
    #[command(hide = true)]
    Man(ManArguments),
    /// Answer one JSON request a line on standard input with one JSON reply a line
    #[command(
        after_help = "Example:\n  echo '{\"id\":1,\"op\":\"quantity.parse\",\"input\":{\"text\":\"1.5Gi\"}}' | counterpoise batch"
    )]
    Batch,
}

/// What an adapter knows: its rules, Prometheus' series, the cluster's resources.
#[derive(Args)]
pub(crate) struct AdapterArguments {
    /// Adapter configuration: its own file, a ConfigMap, or Helm values; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) config: PathBuf,
    /// Series: label sets or an /api/v1/series answer as JSON, or the text of a /metrics page
    #[arg(long, value_name = "FILE")]
    pub(crate) series: Option<PathBuf>,
    /// The cluster's APIResourceLists as JSON or YAML; without it Kubernetes' own resources serve
    #[arg(long, value_name = "FILE")]
    pub(crate) resources: Option<PathBuf>,
    /// Whose behaviour: upstream's to the letter, or with what is known to hurt mended
    #[arg(long, value_enum, default_value_t)]
    pub(crate) compat: Compat,
}

/// Upstream's behaviour, or the safe one.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Compat {
    /// As prometheus-adapter
    #[default]
    Upstream,
    /// With known harm mended
    Safe,
}

#[derive(Args)]
pub(crate) struct QueryArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) adapter: AdapterArguments,
    /// The API path, with its query
    #[arg(value_name = "PATH")]
    pub(crate) request: String,
    /// An object that the cluster lists for a `*`; repeat it for each
    #[arg(long = "object", value_name = "NAME")]
    pub(crate) objects: Vec<String>,
}

#[derive(Args)]
pub(crate) struct ConvertArguments {
    #[command(flatten)]
    pub(crate) query: QueryArguments,
    /// Prometheus' answer; for resource metrics an object with `cpu` and `memory`
    #[arg(long, value_name = "FILE")]
    pub(crate) response: PathBuf,
    /// The time of the conversion, RFC 3339; without it that of the newest sample
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
}

#[derive(Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[cfg(feature = "man")]
#[derive(Args)]
pub(crate) struct ManArguments {
    /// The folder, which is made where it is not there
    pub(crate) folder: PathBuf,
}

#[derive(Args)]
pub(crate) struct McpArguments {
    /// Operations, or areas of them, such as files.check or hpa; without one all
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
}

#[derive(Args)]
pub(crate) struct MetricsArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) adapter: AdapterArguments,
    /// The API group
    #[arg(long, default_value = "custom.metrics.k8s.io")]
    pub(crate) group: String,
    /// Its version; without it the newest
    #[arg(long)]
    pub(crate) version: Option<String>,
}

#[derive(Args)]
pub(crate) struct CheckArguments {
    /// Files, or folders of files that belong together: adapter configurations, ConfigMaps, Helm values, Applications of
    /// Argo CD, HelmReleases, HPAs, series, pods, answers, found out by what they hold; `-` is standard input
    #[arg(value_name = "PATH", required_unless_present_any = ["config", "series"])]
    pub(crate) paths: Vec<PathBuf>,
    /// A file that holds a configuration, as if it were given as PATH
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Vec<PathBuf>,
    /// A file that holds series, as if it were given as PATH
    #[arg(long, value_name = "FILE")]
    pub(crate) series: Vec<PathBuf>,
    /// A file that holds the cluster's APIResourceLists, as if it were given as PATH
    #[arg(long, value_name = "FILE")]
    pub(crate) resources: Vec<PathBuf>,
    /// Whose behaviour: upstream's to the letter, or with what is known to hurt mended
    #[arg(long, value_enum, default_value_t)]
    pub(crate) compat: Compat,
    /// The Kubernetes release that takes the HPAs
    #[arg(long, value_name = "RELEASE")]
    pub(crate) profile: Option<String>,
    /// From which severity on a finding makes the exit status 1
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    /// How to print the findings
    #[arg(long, short, value_enum, default_value_t)]
    pub(crate) output: CheckFormat,
    /// Make the edits that mend findings and change nothing else, then tell what is left
    #[arg(long, conflicts_with = "diff")]
    pub(crate) fix: bool,
    /// Print the edits that --fix would make, as a unified diff, and make none
    #[arg(long, conflicts_with = "output")]
    pub(crate) diff: bool,
}

#[derive(Args)]
pub(crate) struct LspArguments {
    /// Whose behaviour: upstream's to the letter, or with what is known to hurt mended
    #[arg(long, value_enum, default_value_t)]
    pub(crate) compat: Compat,
    /// The Kubernetes release that takes the HPAs
    #[arg(long, value_name = "RELEASE")]
    pub(crate) profile: Option<String>,
    /// What editors say who know other ways; it changes nothing
    #[arg(long)]
    stdio: bool,
}

#[derive(Args)]
pub(crate) struct WhyArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// An event, a condition's message, a line of the adapter's log, a path of a metrics API, a page; `-` is standard input
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) text: String,
    /// Files, or folders of files, that may show what is behind it: as `check` takes them
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Whose behaviour: upstream's to the letter, or with what is known to hurt mended
    #[arg(long, value_enum, default_value_t)]
    pub(crate) compat: Compat,
    /// The Kubernetes release that takes the HPAs
    #[arg(long, value_name = "RELEASE")]
    pub(crate) profile: Option<String>,
}

/// From which severity on a finding fails the check.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum FailOn {
    /// Notes, warnings and errors
    Note,
    /// Warnings and errors
    Warning,
    /// Errors alone
    #[default]
    Error,
}

impl FailOn {
    /// Whether a finding of a severity, as results name it, fails the check.
    pub(crate) fn fails(self, severity: &str) -> bool {
        match severity {
            "error" => true,
            "warning" => self <= Self::Warning,
            _ => self == Self::Note,
        }
    }
}

/// How findings are printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people, each finding at its line
    #[default]
    Text,
    /// One JSON object
    Json,
    /// The same as YAML
    Yaml,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// JUnit's XML, for CI servers
    Junit,
}

#[derive(Args)]
pub(crate) struct ExplainCodeArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// The code, such as rules.no-group-by
    #[arg(value_name = "CODE")]
    pub(crate) code: String,
}

#[derive(Args)]
pub(crate) struct QuantityArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// Quantities such as 100m, 1.5, 2Gi; `-` reads one a line from standard input
    #[arg(required = true, value_name = "QUANTITY")]
    quantities: Vec<String>,
}

#[derive(Args)]
pub(crate) struct ExplainArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// A folder, or files: an HPA, and as far as they are there an adapter's configuration, series, resources, Prometheus'
    /// answer, answers of the metrics APIs, the scale, pods, and a scenario (now, profile, controller, objects), found out by
    /// their names, hpa.yaml, config.yaml, series.json, resources.json, response.json, metrics.json, scale.yaml, pods.yaml
    /// and scenario.yaml, or by what they hold. Where there is no answer, queries are evaluated over the series with their
    /// samples of a file samples. Without an HPA the rules are explained
    #[arg(value_name = "PATH", required_unless_present_any = ["live", "scan"], conflicts_with_all = ["live", "scan"])]
    pub(crate) paths: Vec<PathBuf>,
    /// An HPA of a live cluster, asked through `kubectl`; exit status 1 when something could not be learnt
    #[arg(long, value_name = "hpa/NAME", value_parser = hpa_name)]
    pub(crate) live: Option<String>,
    /// One page of it in the place of the text, for a ticket
    #[arg(long, value_name = "FORM", value_enum, conflicts_with_all = ["output", "scan", "watch"])]
    pub(crate) report: Option<Form>,
    /// With --report, a handlebars template in the place of ours
    #[arg(long, value_name = "FILE", requires = "report")]
    pub(crate) template: Option<PathBuf>,
    /// With --live, again and again: a line at first, and one whenever the next sync comes to something else
    #[arg(long, requires = "live", conflicts_with = "output")]
    pub(crate) watch: bool,
    /// With --watch, how often the cluster is asked
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = timeout, requires = "watch")]
    pub(crate) interval: Timeout,
    /// Every HPA of the namespace in the place of one, a row each, the worst first
    #[arg(long, conflicts_with = "live")]
    pub(crate) scan: bool,
    /// With --scan, those of all namespaces
    #[arg(long, short = 'A', requires = "scan", conflicts_with = "namespace")]
    pub(crate) all_namespaces: bool,
    #[command(flatten)]
    pub(crate) cluster: ClusterArguments,
}
