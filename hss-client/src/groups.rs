//! The service groups of operations: a module and a cargo feature each, and a method of [`Client`](crate::Client).

use hss_runtime::schema::{Api, Operation};

/// A group's module, and the method that leads to its operations.
macro_rules! groups {
    ($($feature:literal $module:ident $handle:ident $doc:literal;)*) => {
        $(
            #[cfg(feature = $feature)]
            #[cfg_attr(docsrs, doc(cfg(feature = $feature)))]
            #[doc = $doc]
            #[doc = concat!("\n\nCargo feature `", $feature, "`. The operations are methods of [`", stringify!($handle), "`](", stringify!($module), "::", stringify!($handle), ").")]
            pub mod $module {
                hss_codegen_macros::api!(group = $feature);
            }

            #[cfg(feature = $feature)]
            #[cfg_attr(docsrs, doc(cfg(feature = $feature)))]
            impl crate::Client {
                #[doc = $doc]
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
    "ai" ai AiApi "Protection of AI applications by policies, in region CN Southwest-Guiyang1.";
    "antivirus" antivirus AntivirusApi "Virus scans: policies, scans, findings and their handling.";
    "app" app AppApi "Application process control: policies that learn which processes are normal and report or block others.";
    "asset" asset AssetApi "Asset fingerprints of servers and containers: accounts, ports, processes, software, websites and more.";
    "backup" backup BackupApi "Backup policies of the vault that ransomware protection uses.";
    "baseline" baseline BaselineApi "Baseline checks: settings and passwords of servers against security standards.";
    "billing" billing BillingApi "Protection quotas: which there are, which are in use, and by which servers.";
    "browsing-history" browsing_history BrowsingHistoryApi "Visits of pages of the console.";
    "cluster" cluster ClusterApi "Figures of assets in clusters.";
    "cluster-protect" cluster_protect ClusterProtectApi "Cluster protection: policies that report or block dangerous images and resources at deployment.";
    "common" common CommonApi "Scans of clusters and of infrastructure as code, and lists of servers for other calls.";
    "config" config ConfigApi "Settings of the project, such as the rules for passwords.";
    "container" container ContainerApi "Containers and clusters: agents, risks, logs, clusters of other clouds, infrastructure as code.";
    "container-network" container_network ContainerNetworkApi "Container firewall: network policies and security groups of clusters.";
    "custom" custom CustomApi "Detection rules that users add.";
    "download" download DownloadApi "Downloads of exported files.";
    "event" event EventApi "Alarms of intrusions: listing, handling, evidence, whitelists, isolated files and blocked addresses.";
    "export-task" export_task ExportTaskApi "State of exports, and the export of the monthly report.";
    "files" files FilesApi "File integrity: changes of watched files and of the Windows registry.";
    "honeypot-port" honeypot_port HoneypotPortApi "Dynamic port honeypots: ports that pretend to be services and raise alarms.";
    "host" host HostApi "The mark on servers that are ignored.";
    "host-management" host_management HostManagementApi "Servers: their state, protection, agents, groups, importance and policies.";
    "image" image ImageApi "Container images: registries, scans, vulnerabilities, baselines, secrets, build pipelines.";
    "images" images ImagesApi "Vulnerabilities of images of any kind.";
    "kubernetes" kubernetes KubernetesApi "Kubernetes resources of clusters: workloads, pods, services, containers.";
    "operational-report" operational_report OperationalReportApi "Monthly operation reports.";
    "overview" overview OverviewApi "The security overview: score, risks, agents, record of protection.";
    "plugins" plugins PluginsApi "Plug-ins of the agent on servers.";
    "policy" policy PolicyApi "Policy groups of servers, and switches of single policies.";
    "product" product ProductApi "Editions of protection that can be bought.";
    "quotas" quotas QuotasApi "Orders of protection quotas.";
    "ransomware" ransomware RansomwareApi "Ransomware protection: policies, protected servers, backups and restoration.";
    "rasp" rasp RaspApi "Application protection: detection of attacks inside running Java applications.";
    "report" report ReportApi "Security reports by period, their sending and their logo.";
    "resources" resources ResourcesApi "Locks of quotas whose form of payment changes.";
    "security-check" security_check SecurityCheckApi "Security checks of servers and clusters, on demand or by schedule, and their reports.";
    "serverless" serverless ServerlessApi "Pods without servers of one's own. The vendor has withdrawn these calls.";
    "setting" setting SettingApi "Settings of the account: agents, messages, logins, switches and multi-account management.";
    "tags" tags TagsApi "Tags of quotas.";
    "vul" vul VulApi "Exports of vulnerabilities.";
    "vulnerability" vulnerability VulnerabilityApi "Vulnerabilities of servers and containers: listing, repair, whitelist, scans and reports.";
    "webtamper" webtamper WebtamperApi "Web tamper protection of servers and containers: configurations, state and events.";
    "wtp" wtp WtpApi "Web tamper protection: folders, remote backups and the path of Tomcat.";
}
