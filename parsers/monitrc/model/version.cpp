#include "parsers/monitrc/model/version.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace pkgmap::monitrc {
namespace {

/// In the order of Feature.
constexpr std::array kRows = {
    FeatureRow{Feature::restart_program, {5, 7, 0}, "a 'restart program'"},
    FeatureRow{Feature::effective_uid, {5, 8, 0}, "'euid'"},
    FeatureRow{Feature::changed_status, {5, 9, 0}, "'if changed status'"},
    FeatureRow{Feature::check_network, {5, 11, 0}, "'check network'"},
    FeatureRow{Feature::httpd_unixsocket, {5, 12, 0}, "a unix socket of httpd"},
    FeatureRow{Feature::changed_permission, {5, 12, 0}, "'if changed permission'"},
    FeatureRow{Feature::tls_options, {5, 15, 0}, "'ssl { ... }'"},
    FeatureRow{Feature::certificate, {5, 15, 0}, "tests of certificates"},
    FeatureRow{Feature::limits, {5, 16, 0}, "'set limits'"},
    FeatureRow{Feature::content, {5, 16, 0}, "'content ='"},
    FeatureRow{Feature::repeat, {5, 16, 0}, "'repeat every'"},
    FeatureRow{Feature::onreboot, {5, 18, 0}, "'onreboot'"},
    FeatureRow{Feature::or_equal, {5, 18, 0}, "'>=' and '<='"},
    FeatureRow{Feature::global_onreboot, {5, 20, 0}, "'set onreboot'"},
    FeatureRow{Feature::exist, {5, 21, 0}, "'if exist'"},
    FeatureRow{Feature::filesystem_connection, {5, 21, 0}, "a filesystem by its connection"},
    FeatureRow{Feature::file_times, {5, 22, 0}, "'atime', 'ctime' and 'mtime'"},
    FeatureRow{Feature::age_words, {5, 22, 0}, "'older' and 'newer'"},
    FeatureRow{Feature::log, {5, 22, 0}, "'set log', only 'set logfile'"},
    FeatureRow{Feature::socket_owner, {5, 24, 0}, "owner and mode of its socket"},
    FeatureRow{Feature::security_attribute, {5, 25, 0}, "'security attribute'"},
    FeatureRow{Feature::quoted_names, {5, 26, 0}, "blanks and punctuation in a name"},
    FeatureRow{Feature::filedescriptors, {5, 27, 0}, "'filedescriptors'"},
    FeatureRow{Feature::tls_chain, {5, 27, 0}, "'pemchain' and 'pemkey'"},
    FeatureRow{Feature::succeeded_port, {5, 28, 0}, "'if succeeded'"},
    FeatureRow{Feature::link_up, {5, 28, 0}, "'link up' and 'link down'"},
    FeatureRow{Feature::bare_else, {5, 28, 0}, "'else' without 'if succeeded'"},
    FeatureRow{Feature::port_response, {5, 28, 0}, "'responsetime'"},
    FeatureRow{Feature::program_content, {5, 29, 0}, "'content' of a program"},
    FeatureRow{Feature::pgsql_login, {5, 29, 0}, "a login of 'protocol pgsql'"},
    FeatureRow{Feature::socket_read_only, {5, 30, 0}, "a read-only socket"},
    FeatureRow{Feature::port_read_only, {5, 30, 0}, "a read-only port"},
    FeatureRow{Feature::ping_response, {5, 31, 0}, "'responsetime' of a ping"},
    FeatureRow{Feature::glued_equals, {5, 33, 0}, "an '=' directly before the quotes of a command"},
    FeatureRow{Feature::hardlink, {5, 34, 0}, "'hardlink'"},
    FeatureRow{Feature::ignore_action, {5, 34, 0}, "the action 'ignore'"},
    FeatureRow{Feature::repeat_each_cycle, {5, 34, 0}, "'repeat every cycle' without a number"},
    FeatureRow{Feature::exec_timeout, {5, 34, 0}, "a timeout of 'exec'"},
    FeatureRow{Feature::hostgroups, {5, 34, 0}, "'hostgroups'"},
    FeatureRow{Feature::content_changed, {5, 34, 4}, "'content changed'"},
    FeatureRow{Feature::sha256, {6, 0, 0}, "SHA256 checksums"},
    FeatureRow{Feature::cron_steps, {6, 0, 0}, "'/' in a cron time"},
    FeatureRow{Feature::attribute_operator, {6, 0, 0}, "operators of 'security attribute'"},
    FeatureRow{Feature::log_user, {6, 0, 0}, "the facility log_user"},
    FeatureRow{Feature::paging, {6, 1, 0}, "'pagein' and 'pageout'"},
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].feature) != i) return false;
  }
  return true;
}
static_assert(is_in_order());

/// In the order of Refusal.
constexpr std::array kRefusals = {
    RefusalRow{Refusal::limit_below_one, {5, 34, 0}, "a limit below 1"},
    RefusalRow{Refusal::timeout_below_one, {6, 0, 0}, "a timeout below 1 second"},
    RefusalRow{Refusal::large_limit, {6, 0, 0}, "a limit of 2 GB and more"},
    RefusalRow{Refusal::poll_time, {6, 0, 0}, "a poll time below 1 second or beyond a year"},
};
static_assert(kRefusals.back().refusal == Refusal::poll_time &&
              kRefusals.size() == static_cast<std::size_t>(Refusal::poll_time) + 1);

/// Cuts a number and the dot behind it off. Returns false if the text begins with no number.
bool take_number(std::string_view& text, int& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with('.') && text.size() > 1) text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<Version> version_of(std::string_view text) {
  Version version;
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  if (!take_number(text, version.major) || !take_number(text, version.minor)) return std::nullopt;
  if (!text.empty() && !take_number(text, version.patch)) return std::nullopt;
  if (!text.empty() || version.minor < 0 || version.patch < 0) return std::nullopt;
  return version;
}

std::string name_of(const Version& version) {
  std::string name = std::to_string(version.major) + "." + std::to_string(version.minor);
  if (version.patch != 0) name += "." + std::to_string(version.patch);
  return name;
}

const FeatureRow& row_of(Feature feature) {
  return kRows[static_cast<std::size_t>(feature)];
}

const RefusalRow& row_of(Refusal refusal) {
  return kRefusals[static_cast<std::size_t>(refusal)];
}

}  // namespace pkgmap::monitrc
