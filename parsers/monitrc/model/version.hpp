// Knows which version of monit understands which construct, by two tables: the constructs that came
// after monit 5.5, and the constructs that later versions refuse.
//
// The tables follow monit's own list of changes, and what versions were seen to refuse. Without a
// version in ParseOptions, the parser accepts all constructs. With a version, two things are
// errors: a construct that came later, and a construct that this version refuses although earlier
// versions accept it. Pure functions.
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

/// Reads a version of two or three numbers: "5.33", "5.27.1", "6.0.0". Returns nullopt if `text`
/// has another form.
std::optional<Version> version_of(std::string_view text);
/// Returns "5.33", "5.27.1"; a patch number of 0 is left out.
std::string name_of(const Version& version);

/// The newest version that the tables know; a later version may know more constructs.
inline constexpr Version kNewestVersion{6, 1, 0};
/// The version that the parser was compared with. Without a version in ParseOptions, the parser
/// reports a note (Severity::note) about a construct that came later.
inline constexpr Version kComparedVersion{5, 33, 0};

/// A construct that came after monit 5.5; FeatureRow::what says which.
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
  bare_else,
  port_response,
  program_content,
  pgsql_login,
  socket_read_only,
  port_read_only,
  ping_response,
  glued_equals,
  hardlink,
  ignore_action,
  repeat_each_cycle,
  exec_timeout,
  hostgroups,
  content_changed,
  sha256,
  cron_steps,
  attribute_operator,
  log_user,
  paging,
};

/// The first version that knows a construct.
struct FeatureRow {
  Feature feature;
  Version since;
  std::string_view what;  ///< Completes "monit 5.33 does not know …".
};

/// A construct that later versions refuse and earlier versions accept; RefusalRow::what says which.
enum class Refusal : std::uint8_t {
  limit_below_one,
  timeout_below_one,
  large_limit,
  poll_time,
};

/// The first version that refuses a construct.
struct RefusalRow {
  Refusal refusal;
  Version since;
  std::string_view what;  ///< Completes "monit 6.0 refuses …".
};

/// The longest poll time of monit 6: a year. A longer poll time is Refusal::poll_time.
inline constexpr int kLongestPollSeconds = 31'556'952;

/// Each function returns the row of a static table.
const FeatureRow& row_of(Feature feature);
const RefusalRow& row_of(Refusal refusal);

}  // namespace pkgmap::monitrc
