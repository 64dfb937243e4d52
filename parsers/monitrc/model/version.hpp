// Which monit knows what: one table of the constructs that came after monit 5.5.
//
// From monit's own list of changes. Parsing takes all of them; with a version in ParseOptions, what
// that monit does not know yet is an error. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::monitrc {

struct Version {
  int major = 0;
  int minor = 0;
  int patch = 0;
  auto operator<=>(const Version&) const = default;  // NOLINT(modernize-use-nullptr): a false alarm
};

/// "5.33", "5.27.1", "6.0.0"; none when it is no version.
std::optional<Version> version_of(std::string_view text);
/// "5.33", "5.27.1"
std::string name_of(const Version& version);

/// The newest monit that the table knows; a later one may know more.
inline constexpr Version kNewestVersion{6, 1, 0};
/// The monit that every answer was compared with. What came later is worth a note.
inline constexpr Version kComparedVersion{5, 33, 0};

enum class Feature : std::uint8_t {
  restart_program,
  effective_uid,
  changed_status,
  check_network,
  httpd_unixsocket,
  changed_permission,
  tls_options,
  certificate,
  limits,
  content,
  repeat,
  onreboot,
  or_equal,
  global_onreboot,
  exist,
  filesystem_connection,
  file_times,
  age_words,
  log,
  socket_owner,
  security_attribute,
  quoted_names,
  filedescriptors,
  tls_chain,
  succeeded_port,
  link_up,
  program_content,
  socket_read_only,
  hardlink,
  ignore_action,
  repeat_each_cycle,
  exec_timeout,
  hostgroups,
  content_changed,
  sha256,
  cron_steps,
  attribute_operator,
  paging,
};

struct FeatureRow {
  Feature feature;
  Version since;
  std::string_view what;  ///< Completes "monit 5.33 does not know …".
};

const FeatureRow& row_of(Feature feature);

}  // namespace pkgmap::monitrc
