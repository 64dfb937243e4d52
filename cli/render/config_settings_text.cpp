#include "cli/render/config_settings_text.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/render/phrase_of_test.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::HttpdAccess;

constexpr std::size_t kSettingIndent = 2;
constexpr std::size_t kWithSsl = std::string_view(" with ssl ").size();

std::string line(const char* name, const std::string& value) {
  if (value.empty()) return "";
  return wrapped_text(std::string(name) + ": " + value, kSettingIndent) + "\n";
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

std::string tls_of(bool is_on, const monitrc::TlsOptions& tls) {
  return is_on ? tls_phrase(tls) : "";
}

/// Returns an empty string if no option is set.
std::string ssl_phrase(const monitrc::TlsOptions& tls) {
  const std::string text = tls_phrase(tls);
  return text.size() > kWithSsl ? text.substr(kWithSsl) : "";
}

std::string httpd_phrase(const monitrc::Httpd& httpd) {
  std::vector<std::string> places;
  if (httpd.unixsocket) {
    places.push_back(printable(httpd.unixsocket->path) +
                     (httpd.unixsocket->read_only ? " read-only" : ""));
  }
  if (httpd.tcp) {
    places.push_back((httpd.tcp->address.empty() ? "*" : printable(httpd.tcp->address)) + ":" +
                     std::to_string(httpd.tcp->port) + (httpd.tcp->read_only ? " read-only" : "") +
                     tls_of(httpd.tcp->ssl, httpd.tcp->tls));
  }
  return joined(places, ", ") + (httpd.has_signature ? "" : " (signature disabled)") +
         (httpd.allows ? "" : " (not started: no client is allowed)");
}

/// "2 users, 1 of them read-only"
std::string users_phrase(const std::vector<HttpdAccess>& access) {
  std::size_t users = 0;
  std::size_t read_only = 0;
  for (const HttpdAccess& rule : access) {
    if (rule.kind != HttpdAccess::Kind::user) continue;
    ++users;
    read_only += rule.read_only ? 1 : 0;
  }
  if (users == 0) return "";
  if (read_only == users) return counted(users, "read-only user");
  return counted(users, "user") +
         (read_only == 0 ? "" : ", " + std::to_string(read_only) + " of them read-only");
}

std::string login_phrase(const HttpdAccess& rule) {
  if (rule.kind == HttpdAccess::Kind::group) {
    return "group " + shown(rule.name) + (rule.read_only ? " read-only" : "");
  }
  return rule.encryption + " file " + shown(rule.name) +
         (rule.users.empty() ? "" : " (" + counted(rule.users.size(), "name") + ")");
}

/// A client needs one of the hosts and one of the logins, if the file names any.
std::string access_phrase(const monitrc::Httpd& httpd) {
  std::vector<std::string> hosts;
  std::vector<std::string> logins;
  if (const std::string users = users_phrase(httpd.access); !users.empty()) logins.push_back(users);
  for (const HttpdAccess& rule : httpd.access) {
    if (rule.kind == HttpdAccess::Kind::host) hosts.push_back(shown(rule.name));
    if (rule.kind == HttpdAccess::Kind::group || rule.kind == HttpdAccess::Kind::file) {
      logins.push_back(login_phrase(rule));
    }
  }
  std::vector<std::string> both;
  if (!hosts.empty()) both.push_back("from " + joined(hosts, ", "));
  if (!logins.empty()) both.push_back("with the password of " + joined(logins, ", "));
  return joined(both, "; ");
}

std::string daemon_phrase(const monitrc::Daemon& daemon) {
  std::string text = "every " + std::to_string(daemon.poll_seconds) + " s";
  if (daemon.start_delay_seconds == 0) return text;
  return text + ", the first after " + std::to_string(daemon.start_delay_seconds) + " s";
}

std::string limits_phrase(const monitrc::Limits& limits) {
  const monitrc::Limits usual;
  std::vector<std::string> parts;
  const auto add = [&](const char* name, int value, int otherwise, bool is_time) {
    if (value == otherwise) return;
    parts.push_back(std::string(name) + " " +
                    (is_time ? time_phrase(value) : std::to_string(value) + " B"));
  };
  add("network", limits.network_timeout_ms, usual.network_timeout_ms, true);
  add("program", limits.program_timeout_ms, usual.program_timeout_ms, true);
  add("start", limits.start_timeout_ms, usual.start_timeout_ms, true);
  add("stop", limits.stop_timeout_ms, usual.stop_timeout_ms, true);
  add("restart", limits.restart_timeout_ms, usual.restart_timeout_ms, true);
  add("exec", limits.exec_timeout_ms, usual.exec_timeout_ms, true);
  add("program output", limits.program_output_bytes, usual.program_output_bytes, false);
  add("send and expect", limits.send_expect_buffer_bytes, usual.send_expect_buffer_bytes, false);
  add("file content", limits.file_content_buffer_bytes, usual.file_content_buffer_bytes, false);
  add("http content", limits.http_content_buffer_bytes, usual.http_content_buffer_bytes, false);
  return joined(parts, ", ");
}

std::string mail_phrase(const monitrc::Delivery& delivery) {
  std::vector<std::string> servers;
  for (const monitrc::MailServer& server : delivery.mailservers) {
    servers.push_back(shown(server.host) + ":" + std::to_string(server.port) +
                      (server.has_login ? " with a login" : "") +
                      tls_of(server.is_tls, server.tls));
  }
  std::string text = joined(servers, ", ");
  if (text.empty()) return text;
  text += "; timeout " + time_phrase(delivery.mail_timeout_ms);
  if (delivery.host_name.empty()) return text;
  return text + ", as host " + shown(delivery.host_name);
}

std::string mmonit_phrase(const monitrc::MMonit& mmonit) {
  const bool has_options = !tls_phrase(mmonit.tls).ends_with("ssl");
  return shown(mmonit.url) + " port " + std::to_string(mmonit.port) +
         tls_of(mmonit.is_tls && has_options, mmonit.tls) + " timeout " +
         time_phrase(mmonit.timeout_ms) +
         (mmonit.registers_credentials ? "" : " register without credentials");
}

std::string queue_phrase(const monitrc::EventQueue& queue) {
  std::string text = printable(queue.directory);
  if (queue.slots) text += (text.empty() ? "" : ", ") + std::to_string(*queue.slots) + " slots";
  return text;
}

std::string log_phrase(const monitrc::ControlFile& file) {
  if (!file.settings.uses_syslog) return printable(file.logfile);
  return "syslog" + (file.settings.facility.empty() ? "" : " " + printable(file.settings.facility));
}

std::string format_phrase(const monitrc::MailFormat& format) {
  const std::array<std::pair<const char*, const std::string*>, 3> parts = {
      {{"from", &format.from}, {"reply-to", &format.reply_to}, {"subject", &format.subject}}};
  std::vector<std::string> texts;
  for (const auto& [name, value] : parts) {
    if (!value->empty()) texts.push_back(std::string(name) + ": " + shown(*value));
  }
  if (!format.message.empty()) texts.emplace_back("a message of its own");
  return joined(texts, ", ");
}

/// Where monit answers, and which clients.
std::string httpd_text(const std::optional<monitrc::Httpd>& httpd) {
  if (!httpd || (!httpd->unixsocket && !httpd->tcp)) return "httpd: none; monit cannot be asked\n";
  return line("httpd", httpd_phrase(*httpd)) + line("allow", access_phrase(*httpd));
}

}  // namespace

std::string settings_text(const monitrc::ControlFile& file) {
  const monitrc::GlobalSettings& settings = file.settings;
  std::string text = httpd_text(file.httpd);
  if (file.daemon) text += line("daemon", daemon_phrase(*file.daemon));
  text += line("log", log_phrase(file)) + line("pidfile", printable(file.pidfile)) +
          line("statefile", printable(file.statefile)) + line("idfile", printable(file.idfile)) +
          line("limits", limits_phrase(file.limits)) + line("mail", mail_phrase(file.delivery));
  if (settings.event_queue) text += line("event queue", queue_phrase(*settings.event_queue));
  for (const monitrc::MMonit& mmonit : file.delivery.mmonits) {
    text += line("mmonit", mmonit_phrase(mmonit));
  }
  text += line("mail format", format_phrase(settings.mail_format));
  for (const monitrc::Alert& alert : settings.alerts) {
    text += wrapped_text(alert_phrase(alert), kSettingIndent) + "\n";
  }
  if (settings.tls) text += line("ssl", ssl_phrase(*settings.tls));
  if (settings.onreboot) text += line("onreboot", name_of(*settings.onreboot));
  if (settings.is_fips) text += line("fips", "on");
  return text;
}

}  // namespace pkgmap::cli
