//! The service groups of operations: a module and a cargo feature each, and a method of [`Client`](crate::Client).

use hss_runtime::schema::{Api, Operation};

/// A group's module, and the method that leads to its operations.
macro_rules! groups {
    ($($feature:literal $module:ident $handle:ident;)*) => {
        $(
            #[cfg(feature = $feature)]
            #[cfg_attr(docsrs, doc(cfg(feature = $feature)))]
            #[doc = concat!("Service group `", $feature, "`: its operations, models and enumerations.")]
            pub mod $module {
                hss_codegen_macros::api!(group = $feature);
            }

            #[cfg(feature = $feature)]
            #[cfg_attr(docsrs, doc(cfg(feature = $feature)))]
            impl crate::Client {
                #[doc = concat!("The operations of group `", $feature, "`.")]
                #[inline]
                pub fn $module(&self) -> $module::$handle {
                    $module::$handle::new(self)
                }
            }
        )*

        /// The API: its service and the tables of the operations of the enabled groups.
        pub static API: Api = Api::new(
            &service::SERVICE,
            "Huawei Cloud HSS (Host Security Service)",
            "hss_client",
            option_env!("CARGO_PKG_VERSION"),
            &[$(#[cfg(feature = $feature)] $module::GROUP,)*],
        );

        /// The tables of all operations of the enabled groups, in the order of groups and ids.
        pub fn operations() -> impl Iterator<Item = &'static Operation> {
            API.operations()
        }
    };
}

/// Huawei Cloud HSS: its endpoints and regions.
pub mod service {
    hss_codegen_macros::api!(service);
}

/// Models and enumerations that several groups use.
#[cfg(any(
    feature = "ai",
    feature = "antivirus",
    feature = "app",
    feature = "asset",
    feature = "backup",
    feature = "baseline",
    feature = "billing",
    feature = "browsing-history",
    feature = "cluster",
    feature = "cluster-protect",
    feature = "common",
    feature = "config",
    feature = "container",
    feature = "container-network",
    feature = "custom",
    feature = "download",
    feature = "event",
    feature = "export-task",
    feature = "files",
    feature = "honeypot-port",
    feature = "host",
    feature = "host-management",
    feature = "image",
    feature = "images",
    feature = "kubernetes",
    feature = "operational-report",
    feature = "overview",
    feature = "plugins",
    feature = "policy",
    feature = "product",
    feature = "quotas",
    feature = "ransomware",
    feature = "rasp",
    feature = "report",
    feature = "resources",
    feature = "security-check",
    feature = "serverless",
    feature = "setting",
    feature = "tags",
    feature = "vul",
    feature = "vulnerability",
    feature = "webtamper",
    feature = "wtp"
))]
pub mod shared {
    hss_codegen_macros::api!(shared);
}

groups! {
    "ai" ai AiApi;
    "antivirus" antivirus AntivirusApi;
    "app" app AppApi;
    "asset" asset AssetApi;
    "backup" backup BackupApi;
    "baseline" baseline BaselineApi;
    "billing" billing BillingApi;
    "browsing-history" browsing_history BrowsingHistoryApi;
    "cluster" cluster ClusterApi;
    "cluster-protect" cluster_protect ClusterProtectApi;
    "common" common CommonApi;
    "config" config ConfigApi;
    "container" container ContainerApi;
    "container-network" container_network ContainerNetworkApi;
    "custom" custom CustomApi;
    "download" download DownloadApi;
    "event" event EventApi;
    "export-task" export_task ExportTaskApi;
    "files" files FilesApi;
    "honeypot-port" honeypot_port HoneypotPortApi;
    "host" host HostApi;
    "host-management" host_management HostManagementApi;
    "image" image ImageApi;
    "images" images ImagesApi;
    "kubernetes" kubernetes KubernetesApi;
    "operational-report" operational_report OperationalReportApi;
    "overview" overview OverviewApi;
    "plugins" plugins PluginsApi;
    "policy" policy PolicyApi;
    "product" product ProductApi;
    "quotas" quotas QuotasApi;
    "ransomware" ransomware RansomwareApi;
    "rasp" rasp RaspApi;
    "report" report ReportApi;
    "resources" resources ResourcesApi;
    "security-check" security_check SecurityCheckApi;
    "serverless" serverless ServerlessApi;
    "setting" setting SettingApi;
    "tags" tags TagsApi;
    "vul" vul VulApi;
    "vulnerability" vulnerability VulnerabilityApi;
    "webtamper" webtamper WebtamperApi;
    "wtp" wtp WtpApi;
}
