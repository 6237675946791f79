//! Rules and HPAs that lie in different folders.

use std::path::Path;

use counterpoise_tests::surface;
use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::folder::{Folder, expected, run, told};
use crate::shop::{HPA, RULES};

fn codes(client: &mut Client, path: &Path) -> Vec<String> {
    client.findings(path).iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

/// The only configuration of the editor's folders is that of every HPA: what is shown is what `check` tells of both.
#[test]
fn an_hpa_is_checked_with_the_one_configuration_wherever_it_lies() {
    let folder = Folder::new("across");
    let rules = folder.write("monitoring/config.yaml", RULES);
    let asks = HPA.replace("of_mails", "mails_of_nobody");
    let hpa = folder.write("apps/web/hpa.yaml", &asks);
    let mut client = Client::of(&folder.0);
    // Closed or open, it is the same.
    client.open(&hpa, &asks);
    let shown = client.findings(&hpa);
    let (printed, _) = run(surface::command().unwrap().args(["check", "-o", "json"]).args([&rules, &hpa]));
    let report: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(told(&shown), expected(&report, &hpa, &asks));
    assert_eq!(codes(&mut client, &hpa), ["metrics.hpa-metric"]);
    client.open(&rules, RULES);
    assert_eq!(client.findings(&hpa), shown);
    // An edit of the rules shows at the HPA, which nobody touched.
    client.change(&rules, json!([{ "text": RULES.replace("of_$1", "mails_of_nobody") }]));
    assert_eq!(codes(&mut client, &hpa), [""; 0]);
    client.change(&rules, json!([{ "text": RULES }]));
    assert_eq!(codes(&mut client, &hpa), ["metrics.hpa-metric"]);
    // While it is half written the configuration is still the one.
    client.change(&rules, json!([{ "text": format!("{RULES}- seriesQuery: [") }]));
    assert_eq!(codes(&mut client, &rules), ["yaml.syntax"]);
    client.change(&rules, json!([{ "text": RULES }]));
    assert_eq!(codes(&mut client, &hpa), ["metrics.hpa-metric"]);
}

/// Which of several is meant nobody can know, so each folder stands for itself.
#[test]
fn with_two_configurations_each_folder_stands_for_itself() {
    let folder = Folder::new("ambiguous");
    folder.write("staging/config.yaml", RULES);
    let asks = HPA.replace("of_mails", "mails_of_nobody");
    let hpa = folder.write("apps/hpa.yaml", &asks);
    let mut client = Client::of(&folder.0);
    client.open(&hpa, &asks);
    assert_eq!(codes(&mut client, &hpa), ["metrics.hpa-metric"]);
    let second = folder.write("production/config.yaml", RULES);
    client
        .tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri(&second), "type": 1 }] }));
    assert_eq!(codes(&mut client, &hpa), [""; 0]);
    // One that is written and not saved counts, and one that is no longer a configuration does not.
    std::fs::remove_file(&second).unwrap();
    client
        .tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri(&second), "type": 3 }] }));
    assert_eq!(codes(&mut client, &hpa), ["metrics.hpa-metric"]);
    client.open(&second, RULES);
    assert_eq!(codes(&mut client, &hpa), [""; 0]);
    client.change(&second, json!([{ "text": "# seriesQuery\nkind: Other\n" }]));
    client.findings(&second);
    assert_eq!(codes(&mut client, &hpa), ["metrics.hpa-metric"]);
    // A folder with a configuration of its own goes by that.
    let own = folder.write("apps/config.yaml", &RULES.replace("of_$1", "mails_of_nobody"));
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri(&own), "type": 1 }] }));
    assert_eq!(codes(&mut client, &hpa), [""; 0]);
}
