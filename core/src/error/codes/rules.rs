//! Codes of the `rules` area.

codes! {
    REGEX = "rules.regex",
        "A regular expression is one that Go would refuse.",
        "Write it in RE2 syntax: no look-around, no backreferences, no possessive repetition.";
    UNKNOWN_FIELD = "rules.unknown-field",
        "The configuration has a field that prometheus-adapter does not know, which it refuses.",
        "Mend the field's name or its indentation, or leave it out.";
    DUPLICATE_KEY = "rules.duplicate-key",
        "A mapping of the configuration has the same key twice, which prometheus-adapter refuses.",
        "Leave one of them out.";
    TYPE = "rules.type",
        "A value has another type than its field takes.",
        "Give a value of the type that the message names; quote text that holds braces, colons or a leading star.";
    WINDOW = "rules.window",
        "The window is not a duration of Prometheus.",
        "Write whole numbers with units in falling order, such as 5m or 1h30m.";
    NO_CONFIG = "rules.no-config",
        "A ConfigMap or a Helm values file holds no rules of its own.",
        "Give the document that holds rules, externalRules or resourceRules.";
    HELM_VALUES = "rules.helm-values",
        "rules is a mapping, which makes the document values of the prometheus-adapter Helm chart, and no other key of the chart says that it is; or it has keys that the chart ignores.",
        "Make rules a list, as the adapter's own file has it; in values, put lists under rules.custom and rules.external, and set rules.default to false to do without the chart's own.";
    FILTER = "rules.filter",
        "An entry of seriesFilters has both of is and isNot, or neither.",
        "Give exactly one of them; write two entries for two patterns.";
    NO_METRIC_NAME = "rules.no-metric-name",
        "name.matches captures several groups and name.as does not say which make the metric's name.",
        "Give name.as, such as ${1}_${2}.";
    LABEL_TEMPLATE = "rules.label-template",
        "resources.template cannot be turned into labels and back.",
        "Let it print <<.Resource>>, and <<.Group>> at most besides, such as kube_<<.Resource>>.";
    NO_LABEL = "rules.no-label",
        "A rule says of no label that it stands for the resource that is asked for.",
        "Add the label to resources.overrides, or give resources.template.";
    SHARED_RESOURCE = "rules.shared-resource",
        "Two labels stand for one resource, so which of them a query uses is a matter of chance upstream.",
        "Keep the override of the label that queries shall use.";
    NAMESPACED_IGNORED = "rules.namespaced-ignored",
        "namespaced: false has an effect on external metrics only, and stands in a custom rule.",
        "Leave it out, or move the rule to externalRules.";
    LABEL_NAME = "rules.label-name",
        "A label that goes into queries as it is written is not one that PromQL reads without quotes.",
        "Use the name that Prometheus gave the label: letters, digits and underscores.";
    NO_RESOURCES = "rules.no-resources",
        "A rule has neither resources.template nor resources.overrides.",
        "Say which labels stand for which resources; without any, a custom rule gives no metric.";
    NO_QUERY = "rules.no-query",
        "A rule has no metricsQuery, so it lists metrics whose queries all fail.",
        "Give metricsQuery, such as sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>).";
    UNKNOWN_GROUP = "rules.unknown-group",
        "name.as names a group that name.matches does not have, which prints nothing.",
        "Put the number or name in braces, ${1}_total, or add the group.";
    GROUP_BY_EXTERNAL = "rules.external-group-by",
        "<<.GroupBy>> is empty for external metrics.",
        "Name the labels in the query itself.";
    NO_MATCHERS = "rules.no-matchers",
        "A query does not use <<.LabelMatchers>>, so it gives the same for every namespace and object.",
        "Put <<.LabelMatchers>> into the braces of every series.";
    EMPTY_MATCHERS = "rules.empty-matchers",
        "An external metric without namespace has no label matchers where the request selects nothing, and the query then begins with a comma that Prometheus refuses.",
        "Put what is fixed first: {job=\"x\",<<.LabelMatchers>>}.";
    RAW_TEXT = "rules.raw-text",
        "The query takes the values of labels by .LabelValuesByName, and a value that holds a quote, or more than a word where no quotes are, makes another query.",
        "Use <<.LabelMatchers>>, which quotes; put others into quotes, and take compat: safe, which escapes them there.";
    NO_GROUP_BY = "rules.no-group-by",
        "The result of a query has not the label of the object, so that no object gets a value; or an object has several samples, of which the last is used.",
        "Group by the object: sum(…) by (<<.GroupBy>>).";
    MAY_BE_NAN = "rules.may-be-nan",
        "The query divides or takes a quantile, which is NaN where there was no traffic; upstream makes 0 of NaN, and for external metrics a huge negative number.",
        "Guard the divisor, such as (… > 0), or add `or vector(0)`.";
    EMPTY_RESULT = "rules.empty-result",
        "The two sides of an operator have labels that never agree, so that the query has no result whatever series there are.",
        "Group both sides by the same labels, or match by those that both have: / on (namespace) group_left.";
    SHORT_RANGE = "rules.short-range",
        "A range is so short that it rarely holds the two samples that a rate needs.",
        "Let it hold four scrape intervals, such as [2m] where Prometheus scrapes every 30 seconds.";
    COUNTER_VALUE = "rules.counter-value",
        "A query takes a counter as it is, by its name, which grows until the process restarts and says nothing of the load.",
        "Take its rate: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>).";
    RATE_OF_GAUGE = "rules.rate-of-gauge",
        "A query takes the rate of what is a gauge by its name, where every fall counts as a restart from 0.",
        "Take the value itself, or its average over a time: avg_over_time(…).";
    WINDOW_RANGE = "rules.window-range",
        "The window of resourceRules is shorter than what its queries look back.",
        "Give window the range of the queries; it is what `kubectl top` and the HPA controller are told.";
    NEVER_MATCHES = "rules.never-matches",
        "No series that seriesQuery selects passes the patterns of the rule.",
        "Mend name.matches or seriesFilters, or let seriesQuery name other series.";
    CONSTANT_NAME = "rules.constant-name",
        "Every series that the rule covers gets the same metric name, so the last one found hides the others.",
        "Use a group of name.matches in name.as, or let seriesQuery name one series.";
}
