//! The tool's container image, by buildah, which needs neither a daemon nor rights, and of an image without a base no network.

use std::path::Path;

use super::release::{Release, VERSION, architecture};
use super::stage;
use crate::shell::{self, Result};

/// `counterpoise-VERSION-oci-ARCHITECTURE.tar` for every target: what `podman load`, `docker load` and `skopeo copy` take.
pub(super) fn pack(release: &Release) -> Result {
    if !shell::succeeds(shell::program("buildah").arg("--version")) {
        return Err("the image takes buildah: apt-get install buildah".to_owned());
    }
    for triple in release.targets() {
        let staged = stage::tool(release, triple)?;
        let context = stage::folder().join("container");
        shell::clear(&context)?;
        for name in ["counterpoise", stage::NOTICES] {
            shell::copy_file(&staged.join(name), &context.join(name))?;
        }
        for (from, to) in [("LICENSE", "LICENSE"), ("packaging/Containerfile", "Containerfile")] {
            shell::copy_file(&shell::root().join(from), &context.join(to))?;
        }
        let architecture = architecture(triple)?;
        let image = format!("counterpoise:{VERSION}");
        let file = release.folder().join(format!("counterpoise-{VERSION}-oci-{architecture}.tar"));
        shell::make_folder(release.folder())?;
        let storage = stage::folder().join("images");
        let mut build = buildah(&storage, "build");
        build.args([
            "--isolation",
            "chroot",
            "--quiet",
            "--arch",
            architecture,
            "--timestamp",
            release.epoch(),
        ]);
        shell::run(build.args(["--tag", &image]).arg(&context))?;
        // The archive's own times are those of its making otherwise.
        drop(std::fs::remove_file(&file));
        let mut push = buildah(&storage, "push");
        push.args(["--quiet", &image]).arg(format!("oci-archive:{}:{image}", file.display()));
        shell::run(&mut push)?;
        shell::run(buildah(&storage, "rmi").arg(&image))?;
    }
    Ok(())
}

/// buildah with images of its own, apart from the user's.
fn buildah(storage: &Path, subcommand: &str) -> std::process::Command {
    let mut buildah = shell::program("buildah");
    buildah.args(["--storage-driver", "vfs", "--root"]).arg(storage.join("root"));
    buildah.arg("--runroot").arg(storage.join("run")).arg(subcommand);
    buildah
}
