#include "engine/facts/control_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

#include "engine/facts/monit_host.hpp"
#include "engine/monit/control_file_name.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "parsers/monitrc/parse.hpp"
#include "parsers/source/diagnostic.hpp"

namespace pkgmap {
namespace {

// A reload would end monit, so the old file must come back before.
constexpr const char* kPutBack =
    "put it back, or start monit anew with the file that takes its place";

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "localhost";
  return name.data();
}

Result<std::string> usual_control_file(const Settings& settings) {
  PathResolver paths(settings.root);
  const auto places = usual_control_files();
  for (const std::string& place : places) {
    if (paths.resolve(place).exists) return place;
  }
  std::string looked;
  for (const std::string& place : places) looked += (looked.empty() ? "" : ", ") + place;
  const std::string where = settings.live() ? "" : " below " + settings.root;
  return Error{ErrorCode::control_file, "monit's control file was not found" + where,
               "searched " + looked + "; use --monitrc FILE for another place"};
}

// "/etc/monit.d/web.conf:3:7: unknown check type 'proces'"
std::string said_in_one_line(const Diagnostic& diagnostic, const monitrc::Parsed& parsed) {
  if (!diagnostic.span) {
    const std::string& file = diagnostic.file.empty() ? parsed.control_file.path : diagnostic.file;
    return file + ": " + diagnostic.message;
  }
  const Position position = parsed.sources.position(*diagnostic.span);
  return parsed.sources.name(diagnostic.span->source) + ":" + std::to_string(position.line) + ":" +
         std::to_string(position.column) + ": " + diagnostic.message;
}

std::string gone_under(const MonitDaemon& daemon) {
  return "it was moved or removed while monit (process " + std::to_string(daemon.pid) +
         ") runs, which goes on with what it has read";
}

void say_that_it_is_gone(const MonitDaemon& daemon, monitrc::Parsed& parsed) {
  const bool unread = parsed.control_file.files.empty() && parsed.diagnostics.size() == 1;
  if (!unread || ::access(parsed.control_file.path.c_str(), F_OK) == 0 || errno != ENOENT) return;
  parsed.diagnostics.front().message = gone_under(daemon);
  parsed.diagnostics.front().hint = kPutBack;
}

}  // namespace

Result<std::string> choose_control_file(const Settings& settings) {
  if (!settings.monitrc.empty()) return settings.monitrc;
  if (settings.recorded) return settings.recorded->control_file;
  const auto daemon = settings.live() ? find_monit_daemon({}) : std::nullopt;
  if (daemon && !daemon->control_file.empty()) return daemon->control_file;
  if (daemon && !daemon->relative_name.empty()) {
    return Error{ErrorCode::control_file,
                 "the control file of monit (process " + std::to_string(daemon->pid) +
                     ") is not known: " + why_unknown(*daemon),
                 "--monitrc FILE names it"};
  }
  auto usual = usual_control_file(settings);
  if (!usual && daemon) {
    return Error{ErrorCode::control_file,
                 "monit's control file was not found: " + gone_under(*daemon), kPutBack};
  }
  return usual;
}

ParsedOn where_parsed(const Settings& settings, const std::string& control_file) {
  if (settings.recorded)
    return {settings.recorded->host_name, settings.recorded->working_directory};
  const auto daemon =
      settings.live() ? find_monit_daemon({0, {}, "/", control_file}) : std::nullopt;
  return {host_name(), daemon ? daemon->working_directory : std::string()};
}

Result<monitrc::Parsed> load_control_file(const Settings& settings, const Judgement& judgement) {
  const auto chosen = choose_control_file(settings);
  if (!chosen) return chosen.error();
  const std::string& path = *chosen;
  HostFiles files(settings.root);
  monitrc::ParseOptions options;
  options.host_name = host_name();
  const auto daemon = settings.live() ? find_monit_daemon({0, {}, "/", path}) : std::nullopt;
  if (daemon && !daemon->working_directory.empty()) {
    options.working_directory = daemon->working_directory;
  }
  if (settings.recorded) {
    options.host_name = settings.recorded->host_name;
    if (!settings.recorded->working_directory.empty()) {
      options.working_directory = settings.recorded->working_directory;
    }
  }
  // A control file of another root is only read, so it need not be trusted.
  if (settings.live()) files.guard(path);
  const MonitHost host;
  options.version = judgement.version;
  options.only_known = judgement.as_monit;
  if (judgement.as_monit && settings.live()) options.host = &host;
  monitrc::Parsed parsed = monitrc::parse_control_file(path, files, options);
  if (daemon) say_that_it_is_gone(*daemon, parsed);
  if (judgement.as_monit && settings.live() && !parsed.control_file.files.empty()) {
    if (auto refusal = refusal_of_file(path)) parsed.diagnostics.push_back(std::move(*refusal));
  }
  return parsed;
}

std::optional<MonitDaemon> daemon_of(const monitrc::ControlFile& control_file, MonitClient& monit) {
  const std::optional<Peer> peer = monit.peer();
  return find_monit_daemon({peer ? peer->pid : 0, control_file.pidfile, "/", control_file.path});
}

Done require_parsed(const monitrc::Parsed& parsed) {
  if (parsed.ok()) return done();
  if (parsed.control_file.files.empty() && parsed.diagnostics.size() == 1) {
    return Error{ErrorCode::control_file,
                 "cannot read the control file " + parsed.control_file.path + ": " +
                     parsed.diagnostics.front().message,
                 parsed.diagnostics.front().hint};
  }
  Error error{ErrorCode::control_file, "", {}, {}};
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    error.details += render(diagnostic, parsed.sources);
    if (error.message.empty())
      error.message = "cannot understand " + said_in_one_line(diagnostic, parsed);
  }
  return error;
}

}  // namespace pkgmap
