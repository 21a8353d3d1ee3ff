//! The service groups of operations: a module and a cargo feature each, and a method of [`Client`](crate::Client).

use hss_runtime::schema::{Api, Operation};

/// A group's module, and the method that leads to its operations; for a group that is off, a method whose error names
/// the feature.
///
/// The text of the error is in the list, since a diagnostic attribute does not accept `concat!`.
macro_rules! groups {
    ($($feature:literal $module:ident $handle:ident $doc:literal $off:literal;)*) => {
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

            #[cfg(not(feature = $feature))]
            const _: () = {
                #[diagnostic::on_unimplemented(
                    message = $off,
                    label = "the operations of this group need it",
                    note = "add it to the `features` of `hss-client` in Cargo.toml"
                )]
                pub trait Group {
                    type Api;

                    fn api() -> Self::Api;
                }

                // Without an implementation, the compiler finds no method at all and does not mention the feature.
                #[diagnostic::do_not_recommend]
                impl Group for core::convert::Infallible {
                    type Api = ();

                    fn api() {}
                }

                impl crate::Client {
                    #[doc(hidden)]
                    pub fn $module<T: Group>(&self) -> T::Api
                    where
                        Self: off::Is<T>,
                    {
                        T::api()
                    }
                }
            };
        )*

        #[cfg(not(all($(feature = $feature),*)))]
        mod off {
            /// The type itself: a bound that the compiler solves after it has chosen the method.
            pub trait Is<T> {}

            impl Is<crate::Client> for crate::Client {}
        }

        /// The exports of the crate's root, one per group: only then does the compiler name a feature that is off.
        macro_rules! exported_groups {
            () => {
                $(#[cfg(feature = $feature)] pub use groups::$module;)*
            };
        }

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
    "ai" ai AiApi "Protection of AI applications by policies, in region CN Southwest-Guiyang1." "the cargo feature `ai` of `hss-client` is off";
    "antivirus" antivirus AntivirusApi "Virus scans: policies, scans, findings and their handling." "the cargo feature `antivirus` of `hss-client` is off";
    "app" app AppApi "Application process control: policies that learn which processes are normal and report or block others." "the cargo feature `app` of `hss-client` is off";
    "asset" asset AssetApi "Asset fingerprints of servers and containers: accounts, ports, processes, software, websites and more." "the cargo feature `asset` of `hss-client` is off";
    "backup" backup BackupApi "Backup policies of the vault that ransomware protection uses." "the cargo feature `backup` of `hss-client` is off";
    "baseline" baseline BaselineApi "Baseline checks: settings and passwords of servers against security standards." "the cargo feature `baseline` of `hss-client` is off";
    "billing" billing BillingApi "Protection quotas: which there are, which are in use, and by which servers." "the cargo feature `billing` of `hss-client` is off";
    "browsing-history" browsing_history BrowsingHistoryApi "Visits of pages of the console." "the cargo feature `browsing-history` of `hss-client` is off";
    "cluster" cluster ClusterApi "Figures of assets in clusters." "the cargo feature `cluster` of `hss-client` is off";
    "cluster-protect" cluster_protect ClusterProtectApi "Cluster protection: policies that report or block dangerous images and resources at deployment." "the cargo feature `cluster-protect` of `hss-client` is off";
    "common" common CommonApi "Scans of clusters and of infrastructure as code, and lists of servers for other calls." "the cargo feature `common` of `hss-client` is off";
    "config" config ConfigApi "Settings of the project, such as the rules for passwords." "the cargo feature `config` of `hss-client` is off";
    "container" container ContainerApi "Containers and clusters: agents, risks, logs, clusters of other clouds, infrastructure as code." "the cargo feature `container` of `hss-client` is off";
    "container-network" container_network ContainerNetworkApi "Container firewall: network policies and security groups of clusters." "the cargo feature `container-network` of `hss-client` is off";
    "custom" custom CustomApi "Detection rules that users add." "the cargo feature `custom` of `hss-client` is off";
    "download" download DownloadApi "Downloads of exported files." "the cargo feature `download` of `hss-client` is off";
    "event" event EventApi "Alarms of intrusions: listing, handling, evidence, whitelists, isolated files and blocked addresses." "the cargo feature `event` of `hss-client` is off";
    "export-task" export_task ExportTaskApi "State of exports, and the export of the monthly report." "the cargo feature `export-task` of `hss-client` is off";
    "files" files FilesApi "File integrity: changes of watched files and of the Windows registry." "the cargo feature `files` of `hss-client` is off";
    "honeypot-port" honeypot_port HoneypotPortApi "Dynamic port honeypots: ports that pretend to be services and raise alarms." "the cargo feature `honeypot-port` of `hss-client` is off";
    "host" host HostApi "The mark on servers that are ignored." "the cargo feature `host` of `hss-client` is off";
    "host-management" host_management HostManagementApi "Servers: their state, protection, agents, groups, importance and policies." "the cargo feature `host-management` of `hss-client` is off";
    "image" image ImageApi "Container images: registries, scans, vulnerabilities, baselines, secrets, build pipelines." "the cargo feature `image` of `hss-client` is off";
    "images" images ImagesApi "Vulnerabilities of images of any kind." "the cargo feature `images` of `hss-client` is off";
    "kubernetes" kubernetes KubernetesApi "Kubernetes resources of clusters: workloads, pods, services, containers." "the cargo feature `kubernetes` of `hss-client` is off";
    "operational-report" operational_report OperationalReportApi "Monthly operation reports." "the cargo feature `operational-report` of `hss-client` is off";
    "overview" overview OverviewApi "The security overview: score, risks, agents, record of protection." "the cargo feature `overview` of `hss-client` is off";
    "plugins" plugins PluginsApi "Plug-ins of the agent on servers." "the cargo feature `plugins` of `hss-client` is off";
    "policy" policy PolicyApi "Policy groups of servers, and switches of single policies." "the cargo feature `policy` of `hss-client` is off";
    "product" product ProductApi "Editions of protection that can be bought." "the cargo feature `product` of `hss-client` is off";
    "quotas" quotas QuotasApi "Orders of protection quotas." "the cargo feature `quotas` of `hss-client` is off";
    "ransomware" ransomware RansomwareApi "Ransomware protection: policies, protected servers, backups and restoration." "the cargo feature `ransomware` of `hss-client` is off";
    "rasp" rasp RaspApi "Application protection: detection of attacks inside running Java applications." "the cargo feature `rasp` of `hss-client` is off";
    "report" report ReportApi "Security reports by period, their sending and their logo." "the cargo feature `report` of `hss-client` is off";
    "resources" resources ResourcesApi "Locks of quotas whose form of payment changes." "the cargo feature `resources` of `hss-client` is off";
    "security-check" security_check SecurityCheckApi "Security checks of servers and clusters, on demand or by schedule, and their reports." "the cargo feature `security-check` of `hss-client` is off";
    "serverless" serverless ServerlessApi "Pods without servers of one's own. The vendor has withdrawn these calls." "the cargo feature `serverless` of `hss-client` is off";
    "setting" setting SettingApi "Settings of the account: agents, messages, logins, switches and multi-account management." "the cargo feature `setting` of `hss-client` is off";
    "tags" tags TagsApi "Tags of quotas." "the cargo feature `tags` of `hss-client` is off";
    "vul" vul VulApi "Exports of vulnerabilities." "the cargo feature `vul` of `hss-client` is off";
    "vulnerability" vulnerability VulnerabilityApi "Vulnerabilities of servers and containers: listing, repair, whitelist, scans and reports." "the cargo feature `vulnerability` of `hss-client` is off";
    "webtamper" webtamper WebtamperApi "Web tamper protection of servers and containers: configurations, state and events." "the cargo feature `webtamper` of `hss-client` is off";
    "wtp" wtp WtpApi "Web tamper protection: folders, remote backups and the path of Tomcat." "the cargo feature `wtp` of `hss-client` is off";
}
