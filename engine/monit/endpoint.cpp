#include "engine/monit/endpoint.hpp"

#include <sys/un.h>

#include <algorithm>

namespace pkgmap {
namespace {

// The lines that mend a control file; `monit -t` accepts them at the end of the file.
std::string server_lines(const std::string& socket, const char* allow) {
  return "    set httpd unixsocket " + socket + "\n        allow " + allow;
}

constexpr const char* kSocket = "/run/monit.sock";
constexpr const char* kSocketLines =
    "    set httpd\n"
    "        unixsocket /run/monit.sock";

Error unreachable(const monitrc::ControlFile& control_file, const std::string& why,
                  const std::string& lines, const std::string& with = {}) {
  return Error{
      ErrorCode::monit, why,
      "add these two lines" + with + " to " + control_file.path + " and reload monit:\n" + lines};
}

// Returns the first user that may act and whose password is plain text; null if there is none.
const monitrc::Credentials* full_access(const monitrc::Httpd& httpd) {
  const auto found = std::find_if(httpd.credentials.begin(), httpd.credentials.end(),
                                  [](const auto& user) { return !user.read_only; });
  return found == httpd.credentials.end() ? nullptr : &*found;
}

bool asks_for_password(const monitrc::Httpd& httpd) {
  return !httpd.credentials.empty() || httpd.other_credentials;
}

Error no_user(const monitrc::ControlFile& control_file) {
  const monitrc::Httpd& httpd = *control_file.httpd;
  const bool has_socket = httpd.unixsocket && !httpd.unixsocket->read_only;
  return unreachable(
      control_file,
      httpd.credentials.empty() ? "monit asks for a password that its control file does not hold"
                                : "every user in monit's control file is read-only",
      server_lines(has_socket ? httpd.unixsocket->path : kSocket, "USER:\"PASSWORD\""),
      ", with a user and a password of your choice,");
}

}  // namespace

Result<HttpEndpoint> choose_endpoint(const monitrc::ControlFile& control_file,
                                     const std::string& root) {
  const std::optional<monitrc::Httpd>& httpd = control_file.httpd;
  if (!httpd || (!httpd->tcp && !httpd->unixsocket)) {
    return unreachable(control_file, "monit has no HTTP interface",
                       server_lines(kSocket, "localhost"));
  }
  if (!httpd->allows) {
    return unreachable(control_file, "monit starts no HTTP interface, as it allows nobody",
                       server_lines(kSocket, "localhost"));
  }
  const bool by_socket = httpd->unixsocket && !httpd->unixsocket->read_only;
  const bool by_tcp = httpd->tcp && !httpd->tcp->read_only;
  if (!by_socket && !by_tcp) {
    return unreachable(control_file, "monit's HTTP interface is read-only", kSocketLines);
  }
  const monitrc::Credentials* const user = full_access(*httpd);
  if (user == nullptr && asks_for_password(*httpd)) return no_user(control_file);

  HttpEndpoint endpoint;
  if (user != nullptr) {
    endpoint.user = user->user;
    endpoint.password = user->password;
  }
  if (by_socket) {
    endpoint.unix_path = (root == "/" ? std::string() : root) + httpd->unixsocket->path;
    if (endpoint.unix_path.size() >= sizeof(sockaddr_un::sun_path)) {
      return Error{
          ErrorCode::monit, "the path of monit's socket is too long: " + endpoint.unix_path, {}};
    }
  } else {
    endpoint.host = httpd->tcp->address;
    endpoint.port = httpd->tcp->port;
    endpoint.ssl = httpd->tcp->ssl;
  }
  return endpoint;
}

}  // namespace pkgmap
