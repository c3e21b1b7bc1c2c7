//! The modules of WebAssembly that the crate becomes: one for each edge that the page loads on its own.

use crate::process;
use crate::project::Project;
use crate::toolchain::{Toolchain, WASM};
use anyhow::Result;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// A way to build the crate.
pub struct Module {
    /// What the page calls it.
    pub name: &'static str,
    /// The feature that it is built with, and no other.
    pub feature: &'static str,
    /// The profile, after which cargo names the folder: a second build in the same would overwrite the first.
    profile: &'static str,
}

/// What a first visit loads.
pub const ENGINE: Module = Module { name: "moongrad", feature: "lab", profile: "lab" };

/// What is loaded when a table is first read or written.
pub const TABLES: Module = Module { name: "tables", feature: "tables", profile: "tables" };

/// What is loaded when a step is first looked into.
pub const INSIDE: Module = Module { name: "inside", feature: "inside", profile: "inside" };

/// What is loaded when the talk is first opened.
pub const TALK: Module = Module { name: "talk", feature: "talk", profile: "talk" };

/// What is loaded when the address is first written or read.
pub const LINK: Module = Module { name: "link", feature: "link", profile: "link" };

/// What is loaded when something first leaves the page: a link's code, an animation.
pub const OUT: Module = Module { name: "out", feature: "out", profile: "out" };

/// All of them.
pub const MODULES: [Module; 6] = [ENGINE, TABLES, INSIDE, TALK, LINK, OUT];

impl Module {
    /// Compiles it.
    pub fn compile(&self, project: &Project, toolchain: &Toolchain) -> Result<()> {
        let Self { feature, profile, .. } = self;
        let what = ["build", "--package", "moongrad", "--lib", "--profile", profile];
        let mut cargo = toolchain.cargo(project, &what);
        cargo.args(["--no-default-features", "--features", feature]);
        process::run_keeping_message(&mut cargo)
    }

    /// Writes what was compiled, its JavaScript and its types into a folder.
    pub fn write(&self, project: &Project, folder: &Path) -> Result<()> {
        let module = project.target.join(WASM).join(self.profile).join("moongrad.wasm");
        generate_bindings(&module, self.name, folder)
    }

    /// The file, as its JavaScript names it.
    pub fn file(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    /// Its JavaScript.
    pub fn script(&self) -> String {
        format!("{}.js", self.name)
    }

    /// All of these: the module, its JavaScript, its types.
    pub fn files(&self) -> [String; 3] {
        [self.file(), self.script(), self.types()]
    }

    /// Its TypeScript types.
    pub fn types(&self) -> String {
        format!("{}.d.ts", self.name)
    }
}

/// Writes the module, its JavaScript and its TypeScript types.
pub fn generate_bindings(module: &Path, name: &str, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    // The types of the raw module beneath the bindings are of use to nobody.
    fs::remove_file(folder.join(format!("{name}_bg.wasm.d.ts")))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    /// Cargo cannot choose otherwise as long as both pin wasm-bindgen-shared; this holds them to it.
    #[test]
    fn the_generator_is_of_the_librarys_version() {
        let lock = include_str!("../../Cargo.lock");
        let version = |name: &str| {
            let (_, rest) = lock.split_once(&format!("name = \"{name}\"\n")).expect("it is used");
            rest.lines().next().expect("a version follows")
        };
        assert_eq!(
            version("wasm-bindgen-cli-support"),
            version("wasm-bindgen"),
            "run `cargo update wasm-bindgen wasm-bindgen-cli wasm-bindgen-cli-support`"
        );
    }
}
