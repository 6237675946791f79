//! The plugin of kubectl: the tool under the name that kubectl calls, and the manifest that krew installs it by.

use super::release::{Release, VERSION, architecture};
use super::{archive, stage, sums};
use crate::shell::{self, Result};

/// The program's name for kubectl.
const NAME: &str = "kubectl-counterpoise";

/// The manifest, by the name that krew wants of it.
pub(super) const MANIFEST: &str = "counterpoise.yaml";

/// `kubectl-counterpoise-VERSION-linux-ARCHITECTURE.tar.gz` for every target, and `counterpoise.yaml` with their sums.
pub(super) fn pack(release: &Release) -> Result {
    let mut archives = Vec::new();
    for triple in release.targets() {
        let staged = stage::tool(release, triple)?;
        let architecture = architecture(triple)?;
        let name = format!("{NAME}-{VERSION}-linux-{architecture}");
        let folder = stage::folder().join(&name);
        shell::clear(&folder)?;
        shell::copy_file(&staged.join("counterpoise"), &folder.join(NAME))?;
        shell::copy_file(&shell::root().join("LICENSE"), &folder.join("LICENSE"))?;
        shell::copy_file(&staged.join(stage::NOTICES), &folder.join(stage::NOTICES))?;
        archive::pack(release, &folder)?;
        let file = format!("{name}.tar.gz");
        let sum = sums::of(&release.folder().join(&file))?;
        archives.push(Archive { architecture, folder: name, file, sum });
    }
    shell::write_file(&release.folder().join(MANIFEST), manifest(&archives)?)
}

/// An archive that krew takes, with the folder in it.
struct Archive {
    architecture: &'static str,
    folder: String,
    file: String,
    sum: String,
}

/// The manifest, of the templates in `packaging/krew`.
fn manifest(archives: &[Archive]) -> Result<String> {
    let template = |name: &str| shell::read_file(&shell::root().join("packaging/krew").join(name));
    let (mut manifest, platform) = (template("counterpoise.yaml")?, template("platform.yaml")?);
    for Archive { architecture, folder, file, sum } in archives {
        let words = [("@ARCH@", *architecture), ("@FOLDER@", folder), ("@FILE@", file), ("@SHA256@", sum)];
        manifest += &words.iter().fold(platform.clone(), |text, (word, value)| text.replace(word, value));
    }
    Ok(manifest.replace("@VERSION@", VERSION))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::{Archive, MANIFEST, VERSION, manifest};

    /// The fields that krew documents, and no others: https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Plugin {
        api_version: String,
        kind: String,
        metadata: BTreeMap<String, String>,
        spec: Spec,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Spec {
        version: String,
        homepage: String,
        short_description: String,
        description: String,
        platforms: Vec<Platform>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Platform {
        selector: Selector,
        uri: String,
        sha256: String,
        files: Vec<BTreeMap<String, String>>,
        bin: String,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Selector {
        match_labels: BTreeMap<String, String>,
    }

    #[test]
    fn the_manifest_has_what_krew_asks_for() {
        let archive = |architecture: &'static str| Archive {
            architecture,
            folder: format!("kubectl-counterpoise-{architecture}"),
            file: format!("kubectl-counterpoise-{architecture}.tar.gz"),
            sum: "ab".repeat(32),
        };
        let text = manifest(&[archive("amd64"), archive("arm64")]).unwrap();
        let plugin: Plugin = serde_saphyr::from_str(&text).unwrap();
        assert_eq!(plugin.api_version, "krew.googlecontainertools.github.com/v1alpha2");
        assert_eq!(plugin.kind, "Plugin");
        // krew wants the file to have the plugin's name.
        assert_eq!(format!("{}.yaml", plugin.metadata["name"]), MANIFEST);
        assert_eq!(plugin.metadata.len(), 1);
        let spec = plugin.spec;
        assert_eq!(spec.version, format!("v{VERSION}"));
        assert!(spec.homepage.starts_with("https://"));
        // Of its naming guide: a few words, no full stop, and a description that fits a terminal.
        assert!(spec.short_description.len() <= 50 && !spec.short_description.ends_with('.'));
        assert!(spec.description.lines().all(|line| line.len() <= 80), "{}", spec.description);
        let architectures: Vec<_> =
            spec.platforms.iter().map(|platform| platform.selector.match_labels["arch"].as_str()).collect();
        assert_eq!(architectures, ["amd64", "arm64"]);
        for platform in &spec.platforms {
            let architecture = &platform.selector.match_labels["arch"];
            assert_eq!(platform.selector.match_labels["os"], "linux");
            let end = format!("/v{VERSION}/kubectl-counterpoise-{architecture}.tar.gz");
            assert!(platform.uri.starts_with("https://") && platform.uri.ends_with(&end), "{}", platform.uri);
            assert_eq!(platform.sha256, "ab".repeat(32));
            assert_eq!(platform.bin, "kubectl-counterpoise");
            let from: Vec<_> =
                platform.files.iter().map(|file| (file["from"].as_str(), file["to"].as_str())).collect();
            let folder = format!("kubectl-counterpoise-{architecture}");
            assert_eq!(
                from,
                [
                    (&*format!("{folder}/kubectl-counterpoise"), "."),
                    (&*format!("{folder}/LICENSE"), "."),
                    (&*format!("{folder}/THIRD-PARTY-LICENSES"), ".")
                ]
            );
        }
        assert!(!text.contains('@'), "{text}");
    }
}
