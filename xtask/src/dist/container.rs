//! The tool's container image, by buildah, which needs neither a daemon nor rights, and of an image without a base no network.

use std::path::Path;

use super::release::{Release, VERSION, architecture};
use super::{archive, stage};
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
        let file = format!("counterpoise-{VERSION}-oci-{architecture}.tar");
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
        // As a folder, since an archive of its making has the times of its making.
        let layout = stage::folder().join("oci");
        shell::clear(&layout)?;
        let mut push = buildah(&storage, "push");
        push.args(["--quiet", &image]).arg(format!("oci:{}:{image}", layout.display()));
        shell::run(&mut push)?;
        archive::pack_inside(release, &layout, &file)?;
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
