use super::config::DiscoveryRule;
use super::errors::Errors;
use super::filter::SeriesFilter;
use super::helm;
use super::labels::LabelResources;
use super::namer::MetricNamer;
use super::query_template::QueryTemplate;
use crate::budget::Budget;
use crate::error::{Error, Result, Span, codes};
use crate::promql::{Labels, NAME, SeriesSelector};
use crate::resources::Mapper;
use crate::yaml::Text;

/// A compiled rule of `rules` or `externalRules`. Mirrors `naming.metricNamer`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rule {
    /// Where it stands in the adapter's own file, which a Helm chart renders: `rules[0]`, `externalRules[2]`.
    pub path: String,
    /// Where its owner wrote it: as `path`, or `rules.custom[0]` in values of the Helm chart.
    pub place: String,
    /// `seriesQuery`, as written.
    pub series_query: Text,
    /// What `seriesQuery` selects. Upstream hands the text to Prometheus unread, so a bad one fails no load: it
    /// fails the discovery of all series.
    pub series_selector: Result<SeriesSelector>,
    /// What the names of the series must pass, `name.matches` last.
    pub filters: Vec<SeriesFilter>,
    /// How metrics are named.
    pub namer: MetricNamer,
    /// Which label stands for which resource.
    pub resources: LabelResources,
    /// The template of the query.
    pub metrics_query: QueryTemplate,
    /// Whether the namespace goes into the query; upstream heeds it for external metrics only.
    pub namespaced: bool,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

impl Rule {
    /// Compiles one rule; `path` is where it stands in the adapter's own file. Gives an error for each field that is
    /// broken, with its path in the document. Mirrors one turn of `naming.NamersFromConfig`.
    pub(super) fn compile(
        path: String,
        rule: &DiscoveryRule,
        mapper: &Mapper,
        budget: &Budget,
    ) -> Result<Self, Vec<Error>> {
        let place = rule.place(&path);
        let mut errors = Errors::default();
        let resources =
            errors.take_all("resources", LabelResources::compile(&rule.resources, mapper, budget));
        let metrics_query = errors.take("metricsQuery", QueryTemplate::compile(&rule.metrics_query));
        let mut filters = Vec::with_capacity(rule.series_filters.len() + 1);
        for (index, filter) in rule.series_filters.iter().enumerate() {
            let compiled = SeriesFilter::compile(filter, budget);
            filters.extend(errors.take(format_args!("seriesFilters[{index}]"), compiled));
        }
        let namer = errors.take("name", MetricNamer::compile(&rule.name, budget));
        let (Some(resources), Some(metrics_query), Some(namer), true) =
            (resources, metrics_query, namer, errors.is_empty())
        else {
            return Err(errors.under(place));
        };
        if !rule.name.matches.is_empty() {
            let pattern = namer.pattern().cloned();
            filters.extend(pattern.map(|pattern| SeriesFilter::is(pattern, &rule.name.matches)));
        }
        let series_selector = SeriesSelector::parse_within(rule.series_query.as_str(), budget)
            .map_err(|error| rule.series_query.place_error(error).in_path("seriesQuery").in_path(place));
        // Such a selector is not bad, and must not be left aside as one.
        if let Err(error) = &series_selector
            && error.is(codes::limit::WORK)
        {
            return Err(vec![error.clone()]);
        }
        let place = place.to_owned();
        Ok(Self {
            path,
            place,
            series_query: rule.series_query.clone(),
            series_selector,
            filters,
            namer,
            resources,
            metrics_query,
            namespaced: rule.resources.namespaced.unwrap_or(true),
            span: rule.span,
        })
    }

    /// Whether it is one of those that the Helm chart adds, which its owner did not write.
    #[must_use]
    pub fn is_of_chart(&self) -> bool {
        helm::is_of_chart(&self.place)
    }

    /// Whether the rule covers a series: the selector selects it and its name passes the filters. Nothing is covered
    /// where the selector is not one.
    #[must_use]
    pub fn matches_series(&self, labels: &Labels) -> bool {
        let name = labels.get(NAME).map_or("", String::as_str);
        self.passes_filters(name)
            && self.series_selector.as_ref().is_ok_and(|selector| selector.matches(labels))
    }

    /// Whether a series' name passes the filters. Mirrors `FilterSeries`.
    #[must_use]
    pub fn passes_filters(&self, name: &str) -> bool {
        self.filters.iter().all(|filter| filter.matches(name))
    }

    /// As [`passes_filters`](Self::passes_filters), within a budget.
    pub(crate) fn passes_filters_within(&self, name: &str, budget: &Budget) -> Result<bool> {
        for filter in &self.filters {
            if !filter.matches_within(name, budget)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The name of the metric for a series' name; `None` where it does not match `name.matches`. May be empty.
    ///
    /// # Errors
    /// As [`MetricNamer::name`].
    pub fn metric_name(&self, series: &str, budget: &Budget) -> Result<Option<String>> {
        self.namer.name(series, budget)
    }
}
