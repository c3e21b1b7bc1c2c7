//! What Binaryen's wasm-opt makes of a module: the same in fewer bytes.

use crate::node::Node;
use crate::process;
use crate::project::Project;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Higher levels make the files smaller and what is sent larger: gzip finds less to repeat in them. Arguments that nobody
/// reads, and sets of what is set already, can go without that. How values are aligned, no engine asks. The rest is what Rust's own modules use.
const OPTIONS: [&str; 16] = [
    "-O1",
    "--converge",
    "--dae-optimizing",
    "--rse",
    "--vacuum",
    "--generate-global-effects",
    "-O1",
    "--dealign",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Puts a shorter module in a module's place. It takes seconds, so what became of the same module before is kept.
pub fn shorten(project: &Project, node: &Node, module: &Path) -> Result<()> {
    let mut digest = Sha256::new_with_prefix(fs::read(module)?);
    digest.update(fs::read(project.root.join("package-lock.json"))?);
    digest.update(OPTIONS.concat());
    let name: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let folder = project.target.join("shortened");
    let kept = folder.join(name);
    if !kept.exists() {
        fs::create_dir_all(&folder)?;
        let unfinished = kept.with_extension("wasm");
        let mut command = node.tool("wasm-opt");
        process::run(command.args(OPTIONS).arg(module).arg("--output").arg(&unfinished))?;
        fs::rename(unfinished, &kept)?;
    }
    fs::copy(kept, module)?;
    Ok(())
}
