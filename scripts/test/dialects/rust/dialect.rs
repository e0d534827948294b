// Reads `P <hex pattern>` and `S <hex text>`, one a line; prints whether each text has a match, as 1 or 0. `!` for a pattern that is none.
use std::io::{stdin, BufRead};

fn main() {
    let mut compiled: Option<regex::Regex> = None;
    for line in stdin().lock().lines().map_while(Result::ok) {
        let hex = line.get(2..).unwrap_or("");
        let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
        let text = String::from_utf8(bytes).unwrap();
        if line.starts_with('P') {
            compiled = regex::Regex::new(&text).map_err(|error| eprintln!("{error}")).ok();
            continue;
        }
        match &compiled {
            None => println!("!"),
            Some(regex) => println!("{}", u8::from(regex.is_match(&text))),
        }
    }
}
