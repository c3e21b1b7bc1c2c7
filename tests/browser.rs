//! What must be the same natively and in every browser, run in all of them; and, in browsers only, the
//! web's edge.

use moongrad::data::shapes::{Data, Sample};
use moongrad::model::mlp::Activation;
use moongrad::run::config::{Config, Feed, Settings};
use moongrad::run::trainer::Trainer;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

/// The digest of the parameters after 150 steps.
fn digest(config: Config) -> String {
    let mut trainer = Trainer::new(config).unwrap();
    assert_eq!(trainer.train(|| true).step, 150);
    format!("{:016x}", trainer.digest())
}

// The digests are what this engine computed natively on x86-64; any difference in an operation, a
// library function or an order of additions would change them.

#[test]
fn the_talks_run_has_the_same_bits_everywhere() {
    assert_eq!(digest(Config::default()), "6b873598752b7cd5");
}

#[test]
fn a_run_of_tanh_on_a_fixed_set_has_the_same_bits_everywhere() {
    let settings = Settings { batch: 33, ..Config::default().settings };
    let config = Config {
        seed: 1778,
        feed: Feed::Fixed,
        noise: 0.14,
        hidden: vec![7, 5, 3],
        activation: Activation::Tanh,
        settings,
        ..Config::default()
    };
    assert_eq!(digest(config), "7a98dd62819ced01");
}

/// A digest (FNV-1a, 64 bits) of the points that a seed gives.
fn digest_points(data: Data) -> String {
    let config = Config { seed: 1778, data, feed: Feed::Fixed, noise: 0.14, ..Config::default() };
    let trainer = Trainer::new(config).unwrap();
    let samples = trainer.train_points().iter().chain(trainer.test_points());
    let numbers = samples.flat_map(|Sample { inputs: [x, y], label }| [*x, *y, *label]);
    let digest =
        numbers.flat_map(f32::to_le_bytes).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{digest:016x}")
}

#[test]
fn a_seed_gives_the_same_points_for_ever() {
    let digests = [
        (Data::Moons, "fb53660b0550c85d"),
        (Data::Circles, "a5a49278552cb8ef"),
        (Data::Xor, "c63c442e64d5e73b"),
        (Data::Gauss, "1cd02eb71c60eeb3"),
        (Data::Spiral, "c6ac852bf5fb5843"),
    ];
    let now = digests.map(|(data, _)| (data, digest_points(data)));
    assert_eq!(now, digests.map(|(data, digest)| (data, digest.to_owned())));
}

#[cfg(target_arch = "wasm32")]
mod web {
    use js_sys::{JSON, Reflect};
    use moongrad::web::{CsvReader, Trainer, fresh_seed};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn trainer(json: &str) -> Result<Trainer, String> {
        Trainer::new(JSON::parse(json).unwrap()).map_err(message)
    }

    fn message(error: impl Into<JsValue>) -> String {
        Reflect::get(&error.into(), &"message".into()).unwrap().as_string().unwrap()
    }

    fn number(object: &JsValue, field: &str) -> f64 {
        Reflect::get(object, &field.into()).unwrap().as_f64().unwrap()
    }

    #[test]
    fn is_built_with_simd() {
        const { assert!(cfg!(target_feature = "simd128"), "the engine needs its vectors") };
    }

    #[test]
    fn a_set_up_is_a_plain_object_with_the_talks_defaults() {
        let config = trainer(r#"{ "seed": 7, "hidden": [4] }"#).unwrap().config();
        let json = String::from(JSON::stringify(&config).unwrap());
        assert_eq!(
            json,
            r#"{"seed":7,"data":"moons","feed":"stream","samples":200,"heldOut":0.25,"noise":0.1,"hidden":[4],"activation":"relu","rate":1,"schedule":"linear","steps":150,"alpha":0.0001,"batch":50}"#
        );
        assert!(Trainer::new(JsValue::UNDEFINED).is_ok());
    }

    #[test]
    fn a_wrong_field_is_named_with_its_value_and_what_is_allowed() {
        for (json, sentence) in [
            (r#"{"samples":3}"#, "samples is 3, but must be a whole number from 4 to 100000"),
            (r#"{"batch":2.5}"#, "batch is 2.5, but must be a whole number from 1 to 100000"),
            (r#"{"noise":"much"}"#, r#"noise is "much", but must be a number from 0 to 1"#),
            (r#"{"feed":"river"}"#, r#"feed is "river", but must be stream or fixed"#),
            (
                r#"{"data":"suns"}"#,
                r#"data is "suns", but must be moons, circles, xor, gauss, spiral or own"#,
            ),
            (r#"{"hidden":16}"#, "hidden is 16, but must be a list of numbers"),
            ("7", "the set-up is 7, but must be an object"),
        ] {
            assert_eq!(trainer(json).err().unwrap(), sentence);
        }
        let error = trainer(r#"{"rat":1}"#).err().unwrap();
        assert!(error.starts_with("rat is no field of a set-up, which has seed, "), "{error}");
    }

    #[test]
    fn a_wrong_setting_is_refused_and_changes_nothing() {
        let mut trainer = trainer("{}").unwrap();
        let sentence = "rate is NaN, but must be a number from 0.000000001 to 1000000000";
        assert_eq!(message(trainer.set_rate(f64::NAN).unwrap_err()), sentence);
        let error = message(trainer.set_schedule("steep".into()).unwrap_err());
        assert_eq!(error, r#"schedule is "steep", but must be constant or linear"#);
        assert!(trainer.set_batch(0.5).is_err() && trainer.set_steps(-1.0).is_err());
        assert!(trainer.seek(1.0).is_err() && trainer.predict(&[1.0]).is_err());
        assert_eq!(number(&trainer.config(), "rate"), 1.0);
    }

    #[test]
    fn a_report_is_a_plain_object_whose_missing_numbers_are_null() {
        let mut trainer = trainer("{}").unwrap();
        assert!(Reflect::get(&trainer.report(), &"dataLoss".into()).unwrap().is_null());
        let report = trainer.train_for(60_000.0, 10.0);
        assert_eq!((number(&report, "step"), number(&report, "lastStep")), (10.0, 10.0));
        assert!(number(&report, "gradientNorm") > 0.0);
        assert_eq!(number(&trainer.train_for(0.0, 10.0), "step"), 10.0);
    }

    #[test]
    fn the_field_is_what_is_predicted_at_its_points() {
        let mut trainer = trainer("{}").unwrap();
        let field = trainer.field(-1.0, 1.0, 0.0, 2.0, 3.0, 2.0, None, None).unwrap();
        let points = [-1.0, 2.0, 0.0, 2.0, 1.0, 2.0, -1.0, 0.0, 0.0, 0.0, 1.0, 0.0];
        assert_eq!(field, trainer.predict(&points).unwrap());
        assert!(trainer.field(-1.0, 1.0, 0.0, 2.0, 1.0, 2.0, None, None).is_err());
    }

    #[test]
    fn the_squares_are_the_large_pictures_made_small() {
        let mut trainer = trainer(r#"{"hidden":[3,2]}"#).unwrap();
        for share in [false, true] {
            let squares = trainer.squares(share, -1.0, 1.0, 0.0, 2.0, 4.0).unwrap();
            assert_eq!(squares.len(), 7 * 16);
            for (unit, square) in squares.chunks(16).enumerate() {
                let unit = Some(unit as f64);
                let field = trainer.field(-1.0, 1.0, 0.0, 2.0, 4.0, 4.0, unit, Some(share));
                assert_eq!(field.unwrap(), square);
            }
        }
        let error = trainer.field(-1.0, 1.0, 0.0, 2.0, 4.0, 4.0, Some(7.0), None).unwrap_err();
        assert_eq!(message(error), "unit is 7, but must be a whole number below 7");
        assert_eq!(trainer.activity().len(), 5);
    }

    #[test]
    fn a_change_is_minus_the_rate_times_the_gradient() {
        let mut trainer = trainer(r#"{"rate":0.5,"schedule":"constant"}"#).unwrap();
        assert!(trainer.gradient().is_none() && trainer.change().is_none());
        trainer.step();
        let gradient = trainer.gradient().unwrap();
        for (dp, change) in gradient.iter().zip(trainer.change().unwrap()) {
            assert!((change + 0.5 * dp).abs() < 1e-6);
        }
    }

    #[test]
    fn parameters_and_neurons_are_changed_by_hand_and_marked() {
        let mut trainer = trainer("{}").unwrap();
        trainer.edit(336.0, 1.5).unwrap();
        trainer.treat(2.0, "off".into()).unwrap();
        assert_eq!((trainer.parameters()[336], trainer.treatments()[0]), (1.5, 2));
        let marks = String::from(JSON::stringify(&trainer.marks()).unwrap());
        assert_eq!(
            marks,
            r#"[{"step":0,"field":"parameter","at":336,"from":0,"to":1.5},{"step":0,"field":"neuron","at":2,"from":"free","to":"off"}]"#
        );
        let error = message(trainer.edit(337.0, 0.0).unwrap_err());
        assert_eq!(error, "parameter is 337, but must be a whole number below 337");
        let error = message(trainer.treat(1.0, "off".into()).unwrap_err());
        assert!(error.starts_with("unit is 1, but must be a hidden neuron"), "{error}");
        assert!(trainer.treat(2.0, "asleep".into()).is_err());
    }

    #[test]
    fn points_of_ones_own_come_and_go() {
        let mut trainer = trainer("{}").unwrap();
        assert!(trainer.add_point(0.0, 0.0, 1.0, None).is_err());
        let rows = [10.0, 1.0, -1.0, 30.0, 2.0, 1.0, 50.0, 3.0, 1.0];
        assert_eq!(number(&trainer.set_own(&rows, 0.34).unwrap(), "testPoints"), 1.0);
        assert_eq!(trainer.train_points().len(), 6);
        trainer.add_point(0.5, 0.25, -1.0, None).unwrap();
        trainer.move_point(false, 2.0, 0.75, 0.25).unwrap();
        assert_eq!(trainer.train_points()[6..], [0.75, 0.25, -1.0]);
        trainer.delete_point(false, 0.0).unwrap();
        assert_eq!(trainer.train_points()[..3], [0.75, 0.25, -1.0]);
        let report = trainer.replace_points(&[], &[]).unwrap();
        assert_eq!(number(&report, "trainPoints"), 0.0);
        assert!(
            trainer.delete_point(false, 0.0).is_err() && trainer.set_own(&rows[1..], 0.0).is_err()
        );
    }

    #[test]
    fn points_come_and_go_as_csv() {
        let mut reader = CsvReader::new();
        assert_eq!(reader.push(b"x,y,kind\n1,2,a\n-1,0.5,").unwrap(), 1);
        reader.push(b"b").unwrap();
        let table = reader.finish().unwrap();
        let part = |name: &str| Reflect::get(&table, &name.into()).unwrap();
        let points = js_sys::Float64Array::from(part("points")).to_vec();
        assert_eq!(points, [1.0, 2.0, -1.0, -1.0, 0.5, 1.0]);
        let names = String::from(JSON::stringify(&table).unwrap());
        assert!(names.starts_with(r#"{"columns":["x","y","kind"],"labels":["a","b"]"#), "{names}");
        let mut trainer = trainer("{}").unwrap();
        trainer.set_own(&points, 0.0).unwrap();
        let mut text: Vec<String> = trainer.write_csv().lines().map(str::to_owned).collect();
        text.sort();
        assert_eq!(text, ["-1,0.5,1", "1,2,-1", "x,y,label"]);
        let error = message(CsvReader::new().push(b"1,2,a\nx,1,b\n").unwrap_err());
        assert_eq!(error, "Line 2, column 1: expected a number, found “x”.");
    }

    #[test]
    fn a_goal_is_read_by_its_one_field() {
        let mut trainer = trainer("{}").unwrap();
        let goal = |json| JSON::parse(json).unwrap();
        trainer.set_goal(goal(r#"{"step":12}"#)).unwrap();
        let report = trainer.train_for(60_000.0, 1e9);
        assert_eq!(number(&report, "step"), 12.0);
        trainer.set_goal(JsValue::NULL).unwrap();
        assert_eq!(number(&trainer.train_for(60_000.0, 1e9), "step"), 150.0);
        let error = message(trainer.set_goal(goal(r#"{"accuracy":97}"#)).unwrap_err());
        assert_eq!(error, "accuracy is 97, but must be a number from 0 to 1");
        assert!(trainer.set_goal(goal("{}")).is_err());
    }

    #[test]
    fn fresh_seeds_differ() {
        let seeds = [(); 4].map(|()| fresh_seed().unwrap());
        assert!(seeds.windows(2).any(|pair| pair[0] != pair[1]));
    }
}
