#include "engine/facts/check_facts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/facts/asked_monit.hpp"
#include "engine/system/files/roots_way.hpp"
#include "rules/commands/container_reference.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/monit_reference.hpp"
#include "rules/commands/run_command.hpp"
#include "rules/commands/unit_reference.hpp"

namespace pkgmap {
namespace {

using rules::CommandOf;

constexpr std::size_t kLongestScript = 64U << 10U;  // Bytes.

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
  if (!path.starts_with('/')) return {path, {}};
  const ResolvedPath& resolved = paths_.resolve(path);
  return {path, resolved.hops, resolved.exists};
}

void CheckReader::add_command(CommandOf of, const std::optional<monitrc::Command>& command,
                              rules::CheckFacts& facts) {
  if (!command) return;
  for (const auto& argv : rules::commands_run(command->argv)) {
    add_container(of, argv, facts);
    add_checks_acted_on(of, argv, facts);
    if (add_units(of, argv, {}, facts) || rules::is_general_program(argv.front())) continue;
    add_script(of, argv, facts);
    // The own program of a check is CheckFacts::path, or one of its scripts.
    if (of == CommandOf::own || !argv.front().starts_with('/')) continue;
    const bool controls = std::any_of(argv.begin() + 1, argv.end(), rules::is_control_verb);
    facts.programs.push_back({of, path_fact(argv.front()), controls});
  }
}

// A command that only asks matters as the own program of a check: its answer is what monit tests.
bool CheckReader::add_units(CommandOf of, const std::vector<std::string>& argv,
                            const std::string& script, rules::CheckFacts& facts) {
  bool any = false;
  for (const rules::UnitReference& reference : rules::unit_references(argv)) {
    if (reference.asks && of != CommandOf::own) continue;
    const rules::UnitFact& unit = units_.find(reference);
    if (reference.guessed && !unit.exists) continue;
    any = true;
    if (!unit.engine.empty()) add_engine(of, unit.name, unit.engine, facts);
    facts.commands.push_back({of, unit, reference.asks, false, script});
    add_daemon_of(reference.starter, of, reference.asks, script, facts);
  }
  return any;
}

// With supervisord all its programs stop. runit and s6 let theirs run on.
void CheckReader::add_daemon_of(rules::Starter starter, CommandOf of, bool asks,
                                const std::string& script, rules::CheckFacts& facts) {
  if (starter != rules::Starter::supervisord) return;
  for (const char* name : {"supervisord", "supervisor"}) {
    const rules::UnitFact& daemon = units_.find({name});
    if (!daemon.exists) continue;
    facts.commands.push_back({of, daemon, asks, true, script});
    return;
  }
}

void CheckReader::add_checks_acted_on(CommandOf of, const std::vector<std::string>& argv,
                                      rules::CheckFacts& facts) {
  const auto reference = rules::monit_reference(argv);
  if (!reference || !may_ask_monit_of(control_file_, reference->control_file, paths_)) return;
  facts.acts_on.push_back({of, reference->check, reference->group, reference->all});
}

// A script that another user may write could name any unit.
void CheckReader::add_script(CommandOf of, const std::vector<std::string>& argv,
                             rules::CheckFacts& facts) {
  if (!argv.front().starts_with('/')) return;
  if (!only_root_writes(paths_.root(), argv.front())) return;
  const std::string text = files_.beginning_of(argv.front(), kLongestScript);
  if (!rules::is_shell_script(text)) return;
  const auto lines = rules::shell_commands(text, argv);
  for (const auto& line : lines.commands) {
    for (const auto& command : rules::commands_run(line)) {
      add_container(of, command, facts);
      add_checks_acted_on(of, command, facts);
      add_units(of, command, argv.front(), facts);
    }
  }
}

void CheckReader::add_container(CommandOf of, const std::vector<std::string>& argv,
                                rules::CheckFacts& facts) {
  const auto container = rules::container_reference(argv);
  if (!container || (container->asks && of != CommandOf::own)) return;
  const std::string& name = container->name;
  add_engine(of, name.empty() ? "a container" : "container " + name, container->engine, facts);
}

void CheckReader::add_engine(CommandOf of, const std::string& what, const std::string& engine,
                             rules::CheckFacts& facts) {
  rules::ContainerFact fact{of, what, engine, {engine, units_.find_program(engine)}, {}};
  const std::string daemon(rules::daemon_of_containers(engine));
  if (!daemon.empty()) fact.daemons.push_back(units_.find({daemon}));
  facts.containers.push_back(std::move(fact));
}

void CheckReader::add_execs(rules::CheckFacts& facts) {
  for (const monitrc::Test& test : facts.check->tests) {
    add_command(CommandOf::test, test.action.exec, facts);
    if (test.recovery) add_command(CommandOf::test, test.recovery->exec, facts);
  }
}

// A `check program` with an interpreter or a wrapper is about the script behind it.
void CheckReader::add_scripts(rules::CheckFacts& facts) {
  if (!facts.check->program) return;
  const auto& whole = facts.check->program->argv;
  for (const auto& argv : rules::commands_run(whole)) {
    const std::string& script = argv.front();
    if (script == whole.front() || rules::is_general_program(script)) continue;
    if (script.starts_with('/')) facts.scripts.push_back(path_fact(script));
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
  if (live()) {
    ProcessTable::Fitting fitting = processes_.fitting(pattern);
    facts.matching.fits = fitting.count;
    if (fitting.taken) facts.matching.processes.push_back(std::move(*fitting.taken));
  }
  if (facts.matching.fits > 0 || !facts.matching.units.empty()) return;
  for (std::string& unit : units_.named_in(facts.check->matching)) {
    if (!live() || !processes_.runs_unit(unit)) facts.matching.stopped.push_back(std::move(unit));
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
  add_command(CommandOf::start, check.start, facts);
  add_command(CommandOf::stop, check.stop, facts);
  add_command(CommandOf::restart, check.restart, facts);
  add_command(CommandOf::own, check.program, facts);
  add_execs(facts);
  add_process(facts);
  add_match(facts);
  add_sockets(facts);
  return facts;
}

}  // namespace pkgmap
