//! Codes of the `migrate` area: the way to KEDA and back.

codes! {
    PODS = "migrate.pods",
        "The rule's query does something else with the names of pods than to match them, so that it cannot be written for pods to come.",
        "Let the rule match pods by <<.LabelMatchers>> or by <<.LabelValuesByName>> in a pattern.";
    TARGET = "migrate.target",
        "A metric of the HPA has no target of the type that it names.",
        "Give the value that the target's type names: value, averageValue or averageUtilization.";
    NOTHING = "migrate.nothing",
        "None of what the object is scaled by is there on the other side.",
        "Give the object a metric that both have, such as one of Prometheus or cpu.";
    FORMULA = "migrate.formula",
        "The ScaledObject makes one metric of several by a formula, which no rule of the adapter does.",
        "Write the formula in PromQL, as the query of one trigger.";
    PAUSED = "migrate.paused",
        "The ScaledObject is paused, so that there is no HPA to go by.",
        "Take the annotations autoscaling.keda.sh/paused and paused-replicas away.";
    SERIES = "migrate.series",
        "The query of a trigger names no series, or has what means something else in a rule.",
        "Name a series in the query, and write no << nor >> in it.";
}
