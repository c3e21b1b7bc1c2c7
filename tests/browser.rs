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
    format!("{:016x}", trainer.state().weights.digest())
}

// The digests are what this engine computed natively on x86-64; any difference in an operation, a
// library function or an order of additions would change them.

#[test]
fn the_talks_run_has_the_same_bits_everywhere() {
    let digest = digest(Config::default());
    assert_eq!(digest, "6b873598752b7cd5");
    let readme = include_str!("../docs/package.md");
    assert!(readme.contains(&format!("trainer.digest()); // {digest},")), "README tells another");
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
    let samples = trainer.train_points().iter().chain(&trainer.state().points.test);
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
        (Data::Pinwheel, "873035486a6a9339"),
    ];
    let now = digests.map(|(data, _)| (data, digest_points(data)));
    assert_eq!(now, digests.map(|(data, digest)| (data, digest.to_owned())));
}

#[cfg(target_arch = "wasm32")]
mod web {
    use js_sys::{Float32Array, JSON, Reflect};
    use moongrad::web::points::PointSet;
    use moongrad::web::{fresh_seed, rules, trainer::Trainer};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn parse(json: &str) -> JsValue {
        JSON::parse(json).unwrap()
    }

    fn trainer(json: &str) -> Result<Trainer, String> {
        Trainer::new(parse(json)).map_err(message)
    }

    fn message(error: impl Into<JsValue>) -> String {
        Reflect::get(&error.into(), &"message".into()).unwrap().as_string().unwrap()
    }

    /// A field, or a field of a field: "report.step".
    fn get(object: &JsValue, path: &str) -> JsValue {
        path.split('.')
            .fold(object.clone(), |object, field| Reflect::get(&object, &field.into()).unwrap())
    }

    fn number(object: &JsValue, path: &str) -> f64 {
        get(object, path).as_f64().unwrap_or_else(|| panic!("{path} is no number"))
    }

    fn json(value: &JsValue) -> String {
        JSON::stringify(value).unwrap().into()
    }

    fn numbers(object: &JsValue, path: &str) -> Vec<f32> {
        Float32Array::from(get(object, path)).to_vec()
    }

    fn change(trainer: &mut Trainer, json: &str) -> Result<(), String> {
        trainer.change(parse(json)).map_err(message)
    }

    #[test]
    fn is_built_with_simd() {
        const { assert!(cfg!(target_feature = "simd128"), "the engine needs its vectors") };
    }

    #[test]
    fn a_set_up_is_a_plain_object_with_the_talks_defaults() {
        let snapshot = trainer(r#"{ "seed": 7, "hidden": [4] }"#).unwrap().snapshot();
        assert_eq!(
            json(&get(&snapshot, "config")),
            r#"{"seed":7,"start":null,"data":"moons","feed":"stream","samples":200,"heldOut":0.25,"noise":0.1,"hidden":[4],"activation":"relu","loss":"hinge","rate":1,"schedule":"linear","steps":150,"alpha":0.0001,"batch":50,"optimiser":"sgd"}"#
        );
        assert!(Trainer::new(JsValue::UNDEFINED).is_ok());
        let again = Trainer::new(get(&snapshot, "config")).map_err(message).unwrap().snapshot();
        assert_eq!(json(&again), json(&snapshot));
    }

    #[test]
    fn a_wrong_field_is_named_with_its_value_and_what_is_allowed() {
        for (json, sentence) in [
            (r#"{"samples":3}"#, "samples is 3, but must be a whole number from 4 to 100000"),
            (r#"{"batch":2.5}"#, "batch is 2.5, but must be a whole number from 1 to 100000"),
            (r#"{"seed":-1}"#, "seed is -1, but must be a whole number from 0 to 4294967295"),
            (
                r#"{"steps":2e9}"#,
                "steps is 2000000000, but must be a whole number from 1 to 1000000000",
            ),
            (r#"{"noise":"much"}"#, r#"noise is "much", but must be a number from 0 to 1"#),
            (r#"{"feed":"river"}"#, r#"feed is "river", but must be stream or fixed"#),
            (
                r#"{"data":"suns"}"#,
                r#"data is "suns", but must be moons, circles, xor, gauss, spiral, pinwheel or own"#,
            ),
            (r#"{"hidden":16}"#, "hidden is 16, but must be a list of whole numbers"),
            (r#"{"hidden":[16,1.5]}"#, "hidden is [16,1.5], but must be a list of whole numbers"),
            (
                r#"{"hidden":[16,33]}"#,
                "the number of neurons in hidden layer 2 is 33, but must be a whole number from 1 to 32",
            ),
            ("7", "the set-up is 7, but must be an object"),
        ] {
            assert_eq!(trainer(json).err().unwrap(), sentence);
        }
        let error = trainer(r#"{"rat":1}"#).err().unwrap();
        assert!(error.starts_with("rat is no field of a set-up, which has seed, "), "{error}");
    }

    #[test]
    fn a_wrong_change_is_refused_with_its_reason_and_changes_nothing() {
        let mut trainer = trainer("{}").unwrap();
        let before = json(&trainer.snapshot());
        for (wrong, sentence) in [
            (
                r#"{"settings":{"rate":0}}"#,
                "rate is 0, but must be a number from 0.000000001 to 1000000000",
            ),
            (
                r#"{"settings":{"schedule":"steep"}}"#,
                r#"schedule is "steep", but must be constant or linear"#,
            ),
            (
                r#"{"settings":{"batch":0.5}}"#,
                "batch is 0.5, but must be a whole number from 1 to 100000",
            ),
            (
                r#"{"rate":2e9}"#,
                "rate is 2000000000, but must be a number from 0.000000001 to 1000000000",
            ),
            (
                r#"{"parameter":{"number":337,"value":0}}"#,
                "parameter is 337, but must be a whole number below 337",
            ),
            (r#"{"parameter":{"number":3}}"#, "value is undefined, but must be a number"),
            (
                r#"{"parameter":{"number":3,"value":1e39}}"#,
                "value is 1e+39, but must be a number from -3e38 to 3e38",
            ),
            (
                r#"{"neuron":{"unit":1,"treatment":"off"}}"#,
                "unit is 1, but must be a hidden neuron, from 2: 0 and 1 are the inputs",
            ),
            (
                r#"{"neuron":{"unit":2,"treatment":"asleep"}}"#,
                r#"treatment is "asleep", but must be free, frozen or off"#,
            ),
            (
                r#"{"add":{"x":0,"y":0,"label":1}}"#,
                "the number of drawn points is 1000, but must be left as it is",
            ),
            (
                r#"{"wish":1}"#,
                r#"the change is {"wish":1}, but must be "clear" or an object with settings, rate, parameter, neuron, add, move or delete"#,
            ),
        ] {
            assert_eq!(change(&mut trainer, wrong).unwrap_err(), sentence);
        }
        assert!(trainer.seek(1.0).is_err() && trainer.predict(&[1.0]).is_err());
        assert_eq!(json(&trainer.snapshot()), before);
    }

    #[test]
    fn a_report_is_a_plain_object_whose_missing_numbers_are_null() {
        let mut trainer = trainer("{}").unwrap();
        assert!(get(&trainer.report(), "dataLoss").is_null());
        trainer.train_for(60_000.0, 10.0);
        let report = trainer.report();
        assert_eq!((number(&report, "step"), number(&report, "lastStep")), (10.0, 10.0));
        assert!(number(&report, "gradientNorm") > 0.0);
        trainer.train_for(0.0, 10.0);
        assert_eq!(number(&trainer.report(), "step"), 10.0);
    }

    #[test]
    fn the_scene_holds_what_is_predicted_at_its_points() {
        let mut trainer = trainer(r#"{"hidden":[3,2]}"#).unwrap();
        let mut scene =
            |columns, unit| trainer.scene(-1.0, 1.0, 0.0, 2.0, columns, 0.5, 4.0, unit, None);
        let field = numbers(&scene(2.0, None).unwrap(), "field");
        let error = message(scene(1.0, None).unwrap_err());
        assert_eq!(error, "columns is 1, but must be a whole number from 2 to 4096");
        let error = message(scene(2.0, Some(7.0)).unwrap_err());
        assert_eq!(error, "unit is 7, but must be a whole number below 7");
        let unit = scene(4.0, Some(3.0)).unwrap();
        let portrait = trainer.portrait(-1.0, 1.0, 0.0, 2.0, 4.0, false).unwrap();
        assert_eq!(numbers(&portrait, "squares")[3 * 16..4 * 16], numbers(&unit, "field"));
        assert_eq!(numbers(&portrait, "activity").len(), 7);
        let points = [-1.0, 2.0, 1.0, 2.0, -1.0, 0.0, 1.0, 0.0];
        assert_eq!(field, trainer.predict(&points).unwrap());
    }

    #[test]
    fn a_change_of_parameters_is_minus_the_rate_times_the_gradient() {
        let mut trainer = trainer(r#"{"rate":0.5,"schedule":"constant"}"#).unwrap();
        let portrait =
            |trainer: &mut Trainer| trainer.portrait(0.0, 1.0, 0.0, 1.0, 2.0, true).unwrap();
        let start = portrait(&mut trainer);
        assert!(get(&start, "gradient").is_null() && get(&start, "change").is_null());
        trainer.step();
        let taken = portrait(&mut trainer);
        for (dp, change) in numbers(&taken, "gradient").iter().zip(numbers(&taken, "change")) {
            assert!((change + 0.5 * dp).abs() < 1e-6);
        }
    }

    #[test]
    fn changes_by_hand_are_marked_and_taken_back_without_a_trace() {
        let mut trainer = trainer("{}").unwrap();
        let start =
            |trainer: &Trainer| [json(&get(&trainer.snapshot(), "marks")), trainer.digest()];
        let before = start(&trainer);
        change(&mut trainer, r#"{"parameter":{"number":336,"value":1.5}}"#).unwrap();
        change(&mut trainer, r#"{"neuron":{"unit":2,"treatment":"off"}}"#).unwrap();
        let snapshot = trainer.snapshot();
        assert_eq!(
            json(&get(&snapshot, "marks")),
            r#"[{"step":0,"field":"parameter","at":336,"name":"bias of the output","from":0,"to":1.5},{"step":0,"field":"neuron","at":2,"name":"neuron 1 of layer 1","from":"free","to":"off"}]"#
        );
        let deed = r#"{"what":"neuron","from":null,"to":null,"step":0,"here":true,"run":false}"#;
        assert_eq!(json(&get(&snapshot, "undo")), deed);
        assert_eq!(get(&snapshot, "treatments.2"), "off");
        assert!(trainer.undo() && trainer.undo() && !trainer.undo());
        assert_eq!(start(&trainer), before);
        assert!(trainer.redo());
        assert_eq!(json(&get(&trainer.snapshot(), "redo")), deed);
    }

    #[test]
    fn a_rate_is_the_one_from_here_on() {
        let mut trainer = trainer("{}").unwrap();
        trainer.train_for(60_000.0, 75.0);
        change(&mut trainer, r#"{"rate":1.1}"#).unwrap();
        assert!((number(&trainer.report(), "rate") - 1.1).abs() < 1e-12);
        assert!((number(&trainer.snapshot(), "rates.0") - 1.1).abs() < 1e-12);
        assert!((number(&trainer.snapshot(), "rates.1") - 0.11).abs() < 1e-12);
        change(&mut trainer, r#"{"settings":{"alpha":0.5}}"#).unwrap();
        assert_eq!(number(&trainer.snapshot(), "config.alpha"), 0.5);
        assert!((number(&trainer.report(), "rate") - 1.1).abs() < 1e-12);
    }

    #[test]
    fn points_of_ones_own_come_and_go() {
        let mut trainer = trainer("{}").unwrap();
        let rows = [10.0, 1.0, -1.0, 30.0, 2.0, 1.0, 50.0, 3.0, 1.0];
        let set_own = |trainer: &mut Trainer, rows: &[f64], held_out| {
            trainer.set_own(rows, held_out, JsValue::UNDEFINED).map_err(message)
        };
        set_own(&mut trainer, &rows, 0.34).unwrap();
        assert_eq!(number(&trainer.report(), "testPoints"), 1.0);
        assert_eq!(trainer.points().train().len(), 6);
        change(&mut trainer, r#"{"add":{"test":false,"x":0.5,"y":0.25,"label":-1}}"#).unwrap();
        change(&mut trainer, r#"{"move":{"test":false,"index":2,"x":0.75,"y":0.25}}"#).unwrap();
        assert_eq!(trainer.points().train()[6..], [0.75, 0.25, -1.0]);
        change(&mut trainer, r#"{"delete":{"test":false,"index":0}}"#).unwrap();
        assert_eq!(trainer.points().train()[..3], [0.75, 0.25, -1.0]);
        let kept: PointSet = trainer.points();
        change(&mut trainer, r#""clear""#).unwrap();
        assert_eq!(number(&trainer.report(), "trainPoints"), 0.0);
        let error = change(&mut trainer, r#"{"delete":{"index":0}}"#).unwrap_err();
        assert_eq!(error, "index is 0, but must be a whole number below 0");
        assert!(trainer.put_back(&kept).is_ok());
        assert_eq!(trainer.points().train(), kept.train());
        assert_eq!(
            set_own(&mut trainer, &rows[1..], 0.0).unwrap_err(),
            "rows holds 8 numbers, but must hold rows of x, y, label: a multiple of 3"
        );
        assert!(set_own(&mut trainer, &rows, 1.0).is_err());
    }

    #[cfg(feature = "tables")]
    #[test]
    fn points_come_and_go_as_csv_with_their_names() {
        use moongrad::web::tables::{CsvReader, write_table};
        let mut reader = CsvReader::new();
        assert_eq!(reader.push(b"x,y,kind\n1,2,a\n-1,0.5,").unwrap(), 1);
        reader.push(b"b").unwrap();
        let table = reader.finish().unwrap();
        assert_eq!(table.points(), [1.0, 2.0, -1.0, -1.0, 0.5, 1.0]);
        assert_eq!(json(&table.names()), r#"{"columns":["x","y","kind"],"labels":["a","b"]}"#);
        let mut trainer = trainer("{}").unwrap();
        trainer.set_own(&table.points(), 0.0, table.names()).unwrap();
        let set = trainer.points();
        let text = write_table(&set.train(), &set.test(), set.scale(), set.names()).unwrap();
        assert_eq!(text, "x,y,kind\n1,2,a\n-1,0.5,b\n");
        assert_eq!(get(&trainer.snapshot(), "undo.what"), "load");
        assert_eq!(get(&trainer.snapshot(), "undo.run"), true);
        assert!(trainer.undo());
        assert_eq!(get(&trainer.snapshot(), "config.feed"), "stream");
        let error = message(
            trainer.set_own(&table.points(), 0.0, parse(r#"{"labels":["a"]}"#)).unwrap_err(),
        );
        assert!(error.starts_with(r#"names is {"labels":["a"]}, but must be null or "#), "{error}");
        let error = message(CsvReader::new().push(b"1,2,a\nx,1,b\n").unwrap_err());
        assert_eq!(error, "Line 2, column 1: expected a number, found “x”.");
    }

    #[test]
    fn a_goal_is_read_by_its_one_field() {
        let mut trainer = trainer("{}").unwrap();
        trainer.set_goal(parse(r#"{"step":12}"#)).unwrap();
        trainer.train_for(60_000.0, 1e9);
        assert_eq!(number(&trainer.report(), "step"), 12.0);
        assert_eq!(json(&get(&trainer.report(), "goal")), r#"{"reached":true,"met":true}"#);
        trainer.set_goal(JsValue::NULL).unwrap();
        trainer.train_for(60_000.0, 1e9);
        assert_eq!(number(&trainer.report(), "step"), 150.0);
        let error = message(trainer.set_goal(parse(r#"{"accuracy":97}"#)).unwrap_err());
        assert_eq!(error, "accuracy is 97, but must be a number from 0 to 1");
        assert!(trainer.set_goal(parse("{}")).is_err());
    }

    #[test]
    fn the_rules_are_those_that_refusals_tell() {
        let rules = rules::rules();
        assert_eq!(
            json(&get(&rules, "limits.heldOut")),
            r#"{"least":0,"most":0.9,"whole":false,"allowed":"a number from 0 to 0.9"}"#
        );
        assert_eq!(json(&get(&rules, "choices.feed")), r#"["stream","fixed"]"#);
        assert_eq!(json(&get(&rules, "extents.spiral")), r#"{"x":0,"y":0,"reach":1.75}"#);
        assert_eq!(number(&rules, "defaults.steps"), 150.0);
        let trainer = trainer(r#"{"feed":"fixed","seed":3,"samples":60,"heldOut":0}"#).unwrap();
        let columns = number(&rules, "curve.length") as usize;
        assert_eq!(number(&trainer.curve(9, 0.0), "rows.length") as usize, columns);
        assert_eq!(rules::draw("moons", 60.0, 0.1, 3).unwrap(), trainer.points().train());
        assert!(rules::draw("suns", 60.0, 0.1, 3).is_err());
    }

    #[test]
    fn fresh_seeds_differ() {
        let seeds = [(); 4].map(|()| fresh_seed().unwrap());
        assert!(seeds.windows(2).any(|pair| pair[0] != pair[1]));
    }
}
