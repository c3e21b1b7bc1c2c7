//! Makes the run of a link again and tells whether it is the same to the bit:
//! `cargo run --release --example replay LINK`, where LINK is the whole address or the part that begins with "1.".

use moongrad::run::link::{replay::Replay, text};
use moongrad::run::report::Report;
use std::error::Error;
use std::{env, process};

/// The link within an address.
fn link_in(address: &str) -> &str {
    let fragment = address.split_once('#').map_or(address, |(_, fragment)| fragment);
    fragment.split('/').next().expect("a text has a first part")
}

fn tell(report: &Report) {
    println!("step       {} of {}", report.step, report.last_step);
    println!("loss       {:.6}, accuracy {:.4}", report.train_loss, report.train_accuracy);
    if let (Some(loss), Some(accuracy)) = (report.test_loss, report.test_accuracy) {
        println!("test loss  {loss:.6}, accuracy {accuracy:.4}");
    }
    if let Some(problem) = &report.problem {
        println!("step {} could not be taken: {} is not finite", problem.step, problem.what);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("give a link: replay LINK")?;
    let mut replay = Replay::new(&text::read(link_in(&address))?)?;
    replay.go_on(|| true)?;
    let differs = replay.differs();
    let run = replay.into_run();
    println!("digest     {:016x}", run.state().weights.digest());
    tell(&run.report());
    match differs {
        None => println!("reproduced, to the bit"),
        Some(step) => {
            println!("not reproduced: by step {step} its numbers are others");
            process::exit(1);
        }
    }
    Ok(())
}
