//! The program for Huawei Cloud HSS.

use std::borrow::Cow;

use crate::describe::{go, java, python};
use crate::program::{Program, Sample, Vendor};

const EXAMPLES: &str = "\
Examples:
  hss image list-image-scan-task --type image_scan --mock
  hss image list-image-scan-task --type image_scan --all --output csv > tasks.csv
  hss image list-image-scan-task --type image_scan --watch 5s
  hss call ListImageScanTask --params '{\"type\": \"image_scan\"}' --query 'data_list[].task_name'
  hss ops scan task
  hss describe list-image-scan-task";

/// The samples for the vendor's libraries.
const SAMPLES: &[Sample<'static>] = &[
    Sample {
        language: "python",
        title: Cow::Borrowed("Python, with the vendor's huaweicloudsdkhss"),
        write: |_, example| python::sample(example),
    },
    Sample {
        language: "go",
        title: Cow::Borrowed("Go, with the vendor's huaweicloud-sdk-go-v3"),
        write: |_, example| go::sample(example),
    },
    Sample {
        language: "java",
        title: Cow::Borrowed("Java, with the vendor's huaweicloud-sdk-hss"),
        write: |_, example| java::sample(example),
    },
];

impl Program {
    /// The command `hss`.
    #[cfg_attr(docsrs, doc(cfg(feature = "hss")))]
    pub fn hss() -> Self {
        let program = Self::new(&hss_client::API)
            .name("hss")
            .version(env!("CARGO_PKG_VERSION"))
            .spec(hss_spec::bundled::FILES);
        let vendor = Vendor {
            examples: EXAMPLES,
            region: "cn-north-4",
            runtime: "hss_client",
            has_group_features: true,
            first_call: "image list-image-scan-task --type image_scan",
            samples: SAMPLES,
            throttling: "the service takes few calls a minute; a listing read with --all asks for large pages and waits",
        };
        Self { vendor, ..program }
    }
}
