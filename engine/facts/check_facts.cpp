#include "engine/facts/check_facts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/commands/general_programs.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

constexpr auto kCommonDirectories =
    std::to_array<std::string_view>({"/",         "/dev",          "/dev/shm",     "/etc",
                                     "/home",     "/opt",          "/root",        "/run",
                                     "/run/lock", "/run/log",      "/run/user",    "/run/systemd",
                                     "/srv",      "/tmp",          "/usr",         "/usr/bin",
                                     "/usr/lib",  "/usr/lib64",    "/usr/libexec", "/usr/local",
                                     "/usr/sbin", "/usr/share",    "/var",         "/var/cache",
                                     "/var/lib",  "/var/lib/misc", "/var/lock",    "/var/log",
                                     "/var/opt",  "/var/run",      "/var/spool",   "/var/tmp"});

}  // namespace

bool is_common_directory(const std::string& directory) {
  return std::find(kCommonDirectories.begin(), kCommonDirectories.end(), directory) !=
         kCommonDirectories.end();
}

bool asks_this_host(const monitrc::Check& check, const monitrc::ConnectionTest& connection) {
  std::string host = connection.host;
  if (host.empty() && check.type == monitrc::CheckType::host) host = check.address;
  return host.empty() || host == "localhost" || host == "::1" || host == "ip6-localhost" ||
         host.starts_with("127.");
}

rules::PathFact CheckReader::path_fact(const std::string& path) {
  if (path.empty() || path.front() != '/') return {path, {}};
  const ResolvedPath& resolved = paths_.resolve(path);
  return {path, resolved.hops, resolved.exists};
}

void CheckReader::add_command(const char* program, const std::optional<monitrc::Command>& command,
                              rules::CheckFacts& facts) {
  if (!command) return;
  for (const auto& argv : rules::commands_run(command->argv)) {
    const auto references = rules::unit_references(argv);
    for (const rules::UnitReference& reference : references) {
      facts.commands.push_back({program, units_.find(reference)});
    }
    if (!references.empty() || rules::is_general_program(argv.front())) continue;
    if (argv.front().front() == '/') facts.programs.push_back({program, path_fact(argv.front())});
  }
}

// A `check program` with an interpreter or a wrapper is about the script behind it.
void CheckReader::add_scripts(rules::CheckFacts& facts) {
  if (!facts.check->program) return;
  const auto& whole = facts.check->program->argv;
  for (const auto& argv : rules::commands_run(whole)) {
    const std::string& script = argv.front();
    if (script == whole.front() || rules::is_general_program(script)) continue;
    if (script.front() == '/') facts.scripts.push_back(path_fact(script));
  }
}

void CheckReader::add_directory(const std::string& holds, const rules::PathFact& path,
                                rules::CheckFacts& facts) {
  if (path.hops.empty()) return;
  const std::string directory = directory_of(path.hops.front());
  if (is_common_directory(directory)) return;
  facts.directories.push_back({holds, {directory}, units_.making(directory)});
}

void CheckReader::add_process(rules::CheckFacts& facts) {
  if (facts.pidfile.hops.empty()) return;
  add_directory("pidfile " + facts.pidfile.asked, facts.pidfile, facts);
  facts.pidfile_units = units_.with_pidfile(facts.pidfile.hops);
  if (!live()) return;
  if (auto process = processes_.behind_pidfile(facts.pidfile.hops.front())) {
    facts.processes.push_back(std::move(*process));
  }
}

void CheckReader::add_match(rules::CheckFacts& facts) {
  if (facts.check->matching.empty()) return;
  const PosixPattern pattern(facts.check->matching);
  facts.matching.units = units_.running(pattern);
  if (!live()) return;
  facts.matching.fits = processes_.count_fitting(pattern);
  if (auto process = processes_.fitting(pattern)) {
    facts.matching.processes.push_back(std::move(*process));
  }
}

void CheckReader::add_sockets(rules::CheckFacts& facts) {
  for (const monitrc::Test& test : facts.check->tests) {
    if (!test.connection) continue;
    const monitrc::ConnectionTest& peer = *test.connection;
    rules::SocketFact socket;
    if (!peer.socket.empty()) {
      socket.asked = "unix socket " + peer.socket;
      socket.path = path_fact(peer.socket);
      add_directory(socket.asked, socket.path, facts);
    } else if (peer.port > 0 && asks_this_host(*facts.check, peer)) {
      socket.asked = "port " + std::to_string(peer.port);
    } else {
      continue;
    }
    const int port = peer.socket.empty() ? peer.port : 0;
    socket.units = units_.listening(port, socket.path.hops);
    if (live()) socket.processes = processes_.listening(port, socket.path.hops);
    facts.sockets.push_back(std::move(socket));
  }
}

rules::CheckFacts CheckReader::read(const monitrc::Check& check) {
  using monitrc::CheckType;
  rules::CheckFacts facts;
  facts.check = &check;
  const bool has_path = check.type == CheckType::file || check.type == CheckType::directory ||
                        check.type == CheckType::fifo || check.type == CheckType::program;
  if (has_path) facts.path = path_fact(check.path);
  if (check.type == CheckType::process) facts.pidfile = path_fact(check.pidfile);
  add_scripts(facts);
  add_command("start", check.start, facts);
  add_command("stop", check.stop, facts);
  add_command("restart", check.restart, facts);
  add_process(facts);
  add_match(facts);
  add_sockets(facts);
  return facts;
}

}  // namespace pkgmap
