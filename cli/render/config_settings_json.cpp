#include "cli/render/config_settings_json.hpp"

#include <string>
#include <utility>

#include "cli/render/config_json.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::HttpdAccess;

Json access_json(const HttpdAccess& access) {
  Json json = Json::object();
  json.set("kind", name_of(access.kind));
  set_masked(json, "name", access.name);
  set_masked(json, "encryption", access.encryption);
  if (!access.users.empty()) json.set("users", access.users.size());
  if (access.kind != HttpdAccess::Kind::host) json.set("read_only", access.read_only);
  return json;
}

Json mail_format_json(const monitrc::MailFormat& format) {
  Json json = Json::object();
  set_masked(json, "from", format.from);
  set_masked(json, "reply_to", format.reply_to);
  set_masked(json, "subject", format.subject);
  set_masked(json, "message", format.message);
  return json;
}

Json mail_json(const monitrc::Delivery& delivery) {
  Json servers = Json::array();
  for (const monitrc::MailServer& server : delivery.mailservers) {
    Json json = Json::object();
    set_masked(json, "host", server.host);
    json.set("port", server.port);
    json.set("login", server.has_login);
    json.set("ssl", server.is_tls);
    if (Json tls = tls_json(server.tls); !tls.is_null()) json.set("ssl_options", std::move(tls));
    servers.push(std::move(json));
  }
  Json json = Json::object();
  json.set("servers", std::move(servers));
  json.set("timeout_seconds", seconds_json(delivery.mail_timeout_ms));
  set_masked(json, "host_name", delivery.host_name);
  return json;
}

Json mmonit_json(const monitrc::Delivery& delivery) {
  Json all = Json::array();
  for (const monitrc::MMonit& mmonit : delivery.mmonits) {
    Json json = Json::object();
    set_masked(json, "url", mmonit.url);
    json.set("port", mmonit.port);
    json.set("timeout_seconds", seconds_json(mmonit.timeout_ms));
    json.set("ssl", mmonit.is_tls);
    if (Json tls = tls_json(mmonit.tls); !tls.is_null()) json.set("ssl_options", std::move(tls));
    json.set("registers_credentials", mmonit.registers_credentials);
    all.push(std::move(json));
  }
  return all;
}

Json event_queue_json(const std::optional<monitrc::EventQueue>& queue) {
  if (!queue) return {};
  Json json = Json::object();
  set_masked(json, "directory", queue->directory);
  if (queue->slots) json.set("slots", *queue->slots);
  return json;
}

}  // namespace

Json httpd_json(const std::optional<monitrc::Httpd>& httpd) {
  if (!httpd || (!httpd->unixsocket && !httpd->tcp)) return {};
  Json json = Json::object();
  if (httpd->unixsocket) json.set_bytes("unixsocket", httpd->unixsocket->path);
  if (httpd->tcp) {
    json.set_bytes("address", httpd->tcp->address);
    json.set("port", httpd->tcp->port);
    json.set("ssl", httpd->tcp->ssl);
    json.set("read_only", httpd->tcp->read_only);
    Json tls = tls_json(httpd->tcp->tls);
    if (!tls.is_null()) json.set("ssl_options", std::move(tls));
  }
  if (httpd->unixsocket) {
    json.set("unixsocket_read_only", httpd->unixsocket->read_only);
    set_masked(json, "unixsocket_uid", httpd->unixsocket->uid);
    set_masked(json, "unixsocket_gid", httpd->unixsocket->gid);
    set_masked(json, "unixsocket_permission", httpd->unixsocket->permission);
  }
  json.set("signature", httpd->has_signature);
  json.set("allows", httpd->allows);
  Json access = Json::array();
  for (const HttpdAccess& rule : httpd->access) access.push(access_json(rule));
  json.set("access", std::move(access));
  return json;
}

Json seconds_json(int milliseconds) {
  constexpr int kMilliseconds = 1'000;
  if (milliseconds % kMilliseconds == 0) return milliseconds / kMilliseconds;
  return milliseconds / static_cast<double>(kMilliseconds);
}

Json limits_json(const monitrc::Limits& limits) {
  Json json = Json::object();
  json.set("network_timeout_ms", limits.network_timeout_ms);
  json.set("program_timeout_ms", limits.program_timeout_ms);
  json.set("start_timeout_ms", limits.start_timeout_ms);
  json.set("stop_timeout_ms", limits.stop_timeout_ms);
  json.set("restart_timeout_ms", limits.restart_timeout_ms);
  json.set("exec_timeout_ms", limits.exec_timeout_ms);
  json.set("program_output_bytes", limits.program_output_bytes);
  json.set("send_expect_buffer_bytes", limits.send_expect_buffer_bytes);
  json.set("file_content_buffer_bytes", limits.file_content_buffer_bytes);
  json.set("http_content_buffer_bytes", limits.http_content_buffer_bytes);
  return json;
}

Json alerts_json(const std::vector<monitrc::Alert>& alerts) {
  Json all = Json::array();
  for (const monitrc::Alert& alert : alerts) {
    Json json = Json::object();
    set_masked(json, "address", alert.address);
    if (alert.is_none) json.set("none", true);
    if (!alert.events.empty()) {
      json.set(alert.is_but ? "events_but" : "events", Json::array_of(alert.events));
    }
    if (alert.reminder_cycles != 0) json.set("reminder_cycles", alert.reminder_cycles);
    Json format = mail_format_json(alert.format);
    if (!format.members().empty()) json.set("mail_format", std::move(format));
    all.push(std::move(json));
  }
  return all;
}

Json tls_json(const monitrc::TlsOptions& tls) {
  Json json = Json::object();
  if (tls.verify) json.set("verify", *tls.verify);
  if (tls.allows_self_signed) json.set("self_signed", *tls.allows_self_signed);
  if (!tls.versions.empty()) json.set("versions", Json::array_of(tls.versions));
  set_masked(json, "ciphers", tls.ciphers);
  set_masked(json, "pem_file", tls.pem_file);
  set_masked(json, "pem_chain", tls.pem_chain);
  set_masked(json, "pem_key", tls.pem_key);
  set_masked(json, "client_pem_file", tls.client_pem_file);
  set_masked(json, "ca_certificate_file", tls.authority_file);
  set_masked(json, "ca_certificate_path", tls.authority_path);
  set_masked(json, "certificate_checksum", tls.checksum);
  if (tls.checksum_algorithm) {
    json.set("certificate_checksum_algorithm", tls.checksum_algorithm->name());
  }
  if (json.members().empty()) return {};
  return json;
}

void set_settings(Json& json, const monitrc::ControlFile& file) {
  const monitrc::GlobalSettings& settings = file.settings;
  json.set("mailservers", static_cast<std::int64_t>(file.delivery.mailservers.size()));
  json.set("mmonits", static_cast<std::int64_t>(file.delivery.mmonits.size()));
  json.set("mail", mail_json(file.delivery));
  json.set("mmonit", mmonit_json(file.delivery));
  json.set("event_queue", event_queue_json(settings.event_queue));
  json.set("alerts", alerts_json(settings.alerts));
  json.set("mail_format", mail_format_json(settings.mail_format));
  json.set("ssl_options", settings.tls ? tls_json(*settings.tls) : Json());
  json.set("onreboot", settings.onreboot ? Json(name_of(*settings.onreboot)) : Json());
  json.set("syslog", settings.uses_syslog);
  json.set("syslog_facility", settings.facility.empty() ? Json() : Json(settings.facility));
  json.set("fips", settings.is_fips);
}

}  // namespace pkgmap::cli
