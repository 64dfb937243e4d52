#include <limits>

#include <pugixml.hpp>

#include "parsers/source/ascii.hpp"
#include "parsers/status/repair.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap::status {
namespace {

// The status of 10'000 checks has about 7 MB.
constexpr std::size_t kMaxBytes = 32U << 20U;

// Returns all text of an element: plain text and CDATA sections.
std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text += child.value();
    }
  }
  return text;
}

// Returns a member that is an attribute in one format and an element in the other.
std::string member(const pugi::xml_node& node, const char* name) {
  const pugi::xml_attribute attribute = node.attribute(name);
  return attribute ? attribute.value() : text_of(node.child(name));
}

int number(const pugi::xml_node& node, const char* name) {
  return node.child(name).text().as_int();
}

std::int64_t collected(const pugi::xml_node& node) {
  constexpr std::int64_t million = 1'000'000;
  const std::int64_t seconds = node.child("collected_sec").text().as_llong();
  if (seconds < 0 || seconds >= std::numeric_limits<std::int64_t>::max() / million) return 0;
  return seconds * million + number(node, "collected_usec");
}

// Returns nullopt if the element lacks a member that decisions need.
std::optional<Service> read_service(const pugi::xml_node& node) {
  Service service;
  service.name = member(node, "name");
  const std::string type = member(node, "type");
  if (service.name.empty() || type.empty() || !node.child("monitor")) return std::nullopt;
  service.type = node.child("type").text().as_int(node.attribute("type").as_int(-1));
  service.collected_usec = collected(node);
  service.status = number(node, "status");
  service.monitor = number(node, "monitor");
  service.pending_action = number(node, "pendingaction");
  if (const pugi::xml_node checksum = node.child("checksum")) {
    service.checksum = {Algorithm::called(lower(checksum.attribute("type").value())),
                        lower(text_of(checksum))};
  }
  if (const pugi::xml_node every = node.child("every")) {
    service.every =
        Service::Every{number(every, "type"), number(every, "counter"), number(every, "number")};
  }
  return service;
}

bool read_services(const pugi::xml_node& parent, std::vector<Service>& services) {
  for (const pugi::xml_node node : parent.children("service")) {
    std::optional<Service> service = read_service(node);
    if (!service) return false;
    services.push_back(*std::move(service));
  }
  return true;
}

void read_server(const pugi::xml_node& root, Status& status) {
  const pugi::xml_node server = root.child("server");
  const pugi::xml_node identity = root.attribute("version") ? root : server;
  status.id = member(identity, "id");
  status.version = member(identity, "version");
  status.incarnation = identity.attribute("incarnation")
                           ? identity.attribute("incarnation").as_llong()
                           : identity.child("incarnation").text().as_llong();
  status.uptime = server.child("uptime").text().as_llong();
  status.poll = number(server, "poll");
  status.control_file = text_of(server.child("controlfile"));
}

// Returns why the text cannot be a status; null if it may be one.
const char* refusal(std::string_view xml) {
  if (xml.size() > kMaxBytes) return "the text is larger than 32 MiB";
  if (xml.find('\0') != std::string_view::npos) return "the text has a NUL byte";
  if (xml.substr(0, xml.find("<monit")).find("<!DOCTYPE") != std::string_view::npos) {
    return "the text has a document type";
  }
  return nullptr;
}

std::optional<Status> fail(std::string* error, const char* reason) {
  if (error != nullptr) *error = reason;
  return std::nullopt;
}

}  // namespace

const Service* Status::find(std::string_view name) const {
  return places_.find(services, name);
}

std::optional<Status> parse_status(std::string_view xml, std::string* error) {
  if (const char* reason = refusal(xml)) return fail(error, reason);
  std::string text = escapes_names(version_in(xml)) ? std::string(xml) : repair(xml);

  // The bytes are not in the declared ISO-8859-1. pugixml skips a document type and does not read
  // it.
  constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata_single;
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer_inplace(text.data(), text.size(), flags, pugi::encoding_utf8);
  if (!parsed) return fail(error, parsed.description());

  const pugi::xml_node root = document.child("monit");
  if (!root) return fail(error, "the text has no <monit>");
  Status status;
  read_server(root, status);
  if (status.version.empty()) return fail(error, "the text names no version");
  if (!read_services(root, status.services) ||
      !read_services(root.child("services"), status.services)) {
    return fail(error, "a <service> lacks its name, type or monitor");
  }
  return status;
}

}  // namespace pkgmap::status
