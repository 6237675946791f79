//! `explain --scan`: every HPA, a row each.

use serde_json::{Value, json};

use crate::asking::{command, err, out};
use crate::cluster::{CONFIG_MAP, EVENTS, HPA, HPAS, cluster, refused};

/// The cluster with two HPAs more: one whose most replicas are too few, and one whose target is gone.
fn three() -> Value {
    let one = cluster();
    let renamed = |to: &str| -> Value {
        let text = one.to_string().replace("web", to).replace("\"maxReplicas\":10", "\"maxReplicas\":3");
        serde_json::from_str(&text).unwrap()
    };
    let (full, gone) = (renamed("full"), renamed("gone"));
    let mut three = full.clone();
    three.as_object_mut().unwrap().extend(one.as_object().unwrap().clone());
    let hpa = |of: &Value, name: &str| of[HPA.replace("web", name)].clone();
    three[HPA.replace("web", "gone")] = hpa(&gone, "gone");
    three[EVENTS.replace("web", "gone")] = gone[EVENTS.replace("web", "gone")].clone();
    three[HPAS]["items"] = json!([hpa(&one, "web"), hpa(&full, "full"), hpa(&gone, "gone")]);
    three["/apis/autoscaling/v2/horizontalpodautoscalers"] = three[HPAS].clone();
    three
}

#[test]
fn a_scan_tells_of_every_hpa_the_worst_first() {
    for (name, arguments) in [("scan", &["-n", "shop"][..]), ("scan-all", &["-A"])] {
        let Some(mut command) = command(name, &three()) else { return };
        let output = command.args(["explain", "--scan"]).args(arguments).output().unwrap();
        let told = out(&output);
        assert_eq!(output.status.code(), Some(1), "{told}{}", err(&output));
        let rows: Vec<Vec<&str>> = told
            .lines()
            .map(|line| line.split("   ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(rows[0], ["NAMESPACE", "NAME", "STATE", "REPLICAS", "CAUSE"]);
        assert_eq!(rows[1][..3], ["shop", "gone", "cannot scale"], "{told}");
        assert_eq!(rows[2][..4], ["shop", "full", "held back", "2 → 3"], "{told}");
        assert!(rows[2][4].starts_with("TooManyReplicas: "), "{told}");
        assert_eq!(rows[3], ["shop", "web", "fine", "2 → 4"], "{told}");
        assert_eq!(rows.len(), 4);
    }
}

/// Events of the last hour show what flaps; a window of 0 alone shows what may. One that cannot scale is worse than either.
#[test]
fn replicas_that_go_up_and_down_are_told_by_their_events() {
    let rescaled = |message: &str, count: u64, first: &str, last: &str| {
        json!({
            "type": "Normal", "reason": "SuccessfulRescale", "message": message, "count": count,
            "firstTimestamp": first, "lastTimestamp": last,
        })
    };
    let swings = json!({ "kind": "EventList", "items": [
        rescaled(
            "New size: 4; reason: pods metric http_requests above target", 3, "2026-05-01T11:10:00Z",
            "2026-05-01T11:50:00Z",
        ),
        rescaled("New size: 2; reason: All metrics below target", 2, "2026-05-01T11:15:00Z", "2026-05-01T11:35:00Z"),
    ] });
    let mut cluster = three();
    for name in ["web", "gone"] {
        cluster[EVENTS.replace("web", name)] = swings.clone();
    }
    let free = json!({ "scaleDown": { "stabilizationWindowSeconds": 0 } });
    let full = &mut cluster[HPA.replace("web", "full")]["spec"];
    (full["behavior"], full["maxReplicas"]) = (free, json!(10));
    let Some(mut command) = command("scan-flapping", &cluster) else { return };
    let output = command.args(["explain", "--scan", "-n", "shop", "-o", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let told: Value = serde_json::from_str(&out(&output)).unwrap();
    let row = |index: usize| {
        let hpa = &told["hpas"][index];
        ["name", "state", "cause"].map(|field| hpa[field].as_str().unwrap())
    };
    assert_eq!(row(0)[..2], ["gone", "cannot scale"], "{told}");
    let cause = "the replicas went up 3 times and down 2 times within 40 min, between 2 and 4";
    assert_eq!(row(1), ["web", "flapping", cause]);
    assert_eq!(row(2)[..2], ["full", "may flap"], "{told}");
    assert!(row(2)[2].starts_with("spec.behavior.scaleDown.stabilizationWindowSeconds is 0: "), "{told}");
    // What may flap is no reason to fail, and what flaps is one.
    for (name, statuses) in [("web", 1), ("full", 0)] {
        let item = cluster[HPA.replace("web", name)].clone();
        cluster[HPAS]["items"] = json!([item]);
        let Some(mut command) = self::command(&format!("scan-flapping-{name}"), &cluster) else { return };
        let output = command.args(["explain", "--scan", "-n", "shop"]).output().unwrap();
        assert_eq!(output.status.code(), Some(statuses), "{}{}", out(&output), err(&output));
    }
}

#[test]
fn what_several_hpas_need_is_asked_once() {
    let Some(mut command) = command("scan-once", &three()) else { return };
    let output = command.args(["explain", "--scan", "-A", "--show-requests", "-o", "json"]).output().unwrap();
    let asked = err(&output);
    for path in ["/apis", CONFIG_MAP, "/apis/apps/v1", HPAS] {
        let is_it = |line: &&str| line.ends_with(&format!(" get --raw {path}"));
        assert_eq!(asked.lines().filter(is_it).count(), 1, "{path}: {asked}");
    }
    let told: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(told["hpas"][1]["desiredReplicas"], 3, "{told}");
}

#[test]
fn a_scan_without_the_right_says_which_it_takes() {
    let mut cluster = three();
    let path = "/apis/autoscaling/v2/horizontalpodautoscalers";
    cluster[path] =
        refused("Error from server (Forbidden): horizontalpodautoscalers.autoscaling is forbidden");
    let Some(mut command) = command("scan-forbidden", &cluster) else { return };
    let output = command.args(["explain", "--scan", "-A"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let wanted = "verb list, resource horizontalpodautoscalers, group \"autoscaling\", in a ClusterRole";
    assert!(err(&output).contains(wanted), "{}", err(&output));
}
