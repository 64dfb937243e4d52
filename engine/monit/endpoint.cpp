#include "engine/monit/endpoint.hpp"

#include <sys/un.h>

#include <algorithm>
#include <vector>

#include "engine/monit/logins.hpp"

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

// Returns the first user that may act and whose password is known; null if there is none.
const Login* full_access(const std::vector<Login>& logins) {
  const auto found = std::find_if(logins.begin(), logins.end(), [](const Login& login) {
    return login.is_usable() && !login.read_only;
  });
  return found == logins.end() ? nullptr : &*found;
}

const char* why_nobody_may_act(const std::vector<Login>& logins) {
  const auto has_password = [](const Login& login) { return login.password.has_value(); };
  if (std::none_of(logins.begin(), logins.end(), has_password)) {
    return "monit asks for a password that its control file does not hold";
  }
  const auto may_act = [&](const Login& login) { return has_password(login) && !login.read_only; };
  return std::none_of(logins.begin(), logins.end(), may_act)
             ? "every user in monit's control file is read-only"
             : "nobody can log in as a user of monit's control file whose name has a ':'";
}

bool asks_for_password(const monitrc::Httpd& httpd) {
  return !httpd.credentials.empty() || httpd.other_credentials;
}

Error no_user(const monitrc::ControlFile& control_file, const std::vector<Login>& logins) {
  const monitrc::Httpd& httpd = *control_file.httpd;
  const bool has_socket = httpd.unixsocket && !httpd.unixsocket->read_only;
  return unreachable(
      control_file, why_nobody_may_act(logins),
      server_lines(has_socket ? httpd.unixsocket->path : kSocket, "USER:\"PASSWORD\""),
      ", with a user and a password of your choice,");
}

std::string path_of_socket(const monitrc::HttpdUnixSocket& socket, const std::string& root) {
  return (root == "/" ? std::string() : root) + socket.path;
}

bool fits(const std::string& path) {
  return path.size() < sizeof(sockaddr_un::sun_path);
}

HttpEndpoint endpoint_as(const Login* user) {
  HttpEndpoint endpoint;
  if (user == nullptr) return endpoint;
  endpoint.logs_in = true;
  endpoint.user = user->user;
  endpoint.password = *user->password;
  return endpoint;
}

// At least one of them permits actions.
Result<std::vector<HttpEndpoint>> endpoints_as(const Login* user, const monitrc::Httpd& httpd,
                                               const std::string& root) {
  std::vector<HttpEndpoint> endpoints;
  std::string socket;
  if (httpd.unixsocket && !httpd.unixsocket->read_only) {
    socket = path_of_socket(*httpd.unixsocket, root);
    if (fits(socket)) endpoints.emplace_back(endpoint_as(user)).unix_path = socket;
  }
  if (httpd.tcp && !httpd.tcp->read_only) {
    HttpEndpoint& endpoint = endpoints.emplace_back(endpoint_as(user));
    endpoint.host = httpd.tcp->address;
    endpoint.port = httpd.tcp->port;
    endpoint.ssl = httpd.tcp->ssl;
  }
  if (!endpoints.empty()) return endpoints;
  return Error{ErrorCode::monit, "the path of monit's socket is too long: " + socket, {}};
}

}  // namespace

Result<std::vector<HttpEndpoint>> choose_endpoints(const monitrc::ControlFile& control_file,
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
  const std::vector<Login> logins = logins_of(*httpd, root);
  const Login* const user = full_access(logins);
  if (user == nullptr && asks_for_password(*httpd)) return no_user(control_file, logins);
  return endpoints_as(user, *httpd, root);
}

}  // namespace pkgmap
