#include "engine/queries/upgrades.hpp"

#include <unistd.h>

#include <chrono>
#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/process/process.hpp"
#include "parsers/transaction/apt_plan.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::seconds kLongestQuestion{60};
constexpr std::size_t kMostOutput = 16U << 20U;

// The answer stands in the last line; plugins of dnf may print lines before it.
std::string last_line(const std::string& output) {
  const std::size_t end = output.find_last_not_of('\n');
  if (end == std::string::npos) return {};
  const std::size_t newline = output.rfind('\n', end);
  const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
  return output.substr(begin, end + 1 - begin);
}

Error failed(const std::string& why) {
  return Error{ErrorCode::failed, "dnf does not tell its upgrades: " + why,
               "if the metadata of a repository is missing, 'dnf makecache' gets it"};
}

// As apt writes the name of a package in its cache: the colon of an epoch is "%3a".
std::string cached_file_of(const TransactionItem& item) {
  std::string version = item.package.version;
  if (const std::size_t colon = version.find(':'); colon != std::string::npos) {
    version.replace(colon, 1, "%3a");
  }
  return "/var/cache/apt/archives/" + item.package.name + "_" + version + "_" + item.package.arch +
         ".deb";
}

Error apt_failed(const std::string& why) {
  return Error{ErrorCode::failed, "apt-get does not tell its upgrades: " + why,
               "'apt-get --simulate dist-upgrade' says what is wrong"};
}

// A simulation locks nothing, runs no hook and changes no file.
Result<Transaction> ask_apt() {
  constexpr const char* kAptGet = "/usr/bin/apt-get";
  if (::access(kAptGet, X_OK) != 0) {
    return Error{ErrorCode::failed, "there is no package manager that can be asked",
                 "on this host of dpkg there is no " + std::string(kAptGet)};
  }
  ProcessLimits limits;
  limits.timeout = kLongestQuestion;
  limits.max_output = kMostOutput;
  limits.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"};
  const auto ended = run_process(
      {kAptGet, "--simulate", "--quiet", "--option", "Debug::NoLocking=1", "dist-upgrade"}, limits);
  if (!ended) return ended.error();
  if (ended->timed_out) return apt_failed("that took longer than 60 s");
  if (!ended->succeeded()) {
    const std::string answer = last_line(ended->output);
    return apt_failed(answer.empty() ? "it ended without a word" : answer);
  }
  std::string problem;
  auto transaction = parse_apt_plan(ended->output, problem);
  if (!transaction || ended->output_cut)
    return apt_failed("its answer cannot be understood: " + problem);
  for (TransactionItem& item : transaction->items) {
    const std::string file = cached_file_of(item);
    if (!item.incoming() || ::access(file.c_str(), R_OK) != 0) continue;
    item.package_file = file;
    item.deb = true;
  }
  return std::move(*transaction);
}

}  // namespace

Result<Transaction> ask_for_upgrades(const Settings& settings) {
  const DatabaseOptions options{settings.root, settings.dbpath, false, {}, settings.packages};
  if (package_system_of(options) == rules::PackageSystem::dpkg) return ask_apt();
  const std::string program = settings.libexec + "/dnf4-upgrades";
  if (::access(program.c_str(), X_OK) != 0) {
    return Error{ErrorCode::failed, "there is no package manager that can be asked",
                 "the hook of dnf 4 brings " + program};
  }
  ProcessLimits limits;
  limits.timeout = kLongestQuestion;
  limits.max_output = kMostOutput;
  const auto ended = run_process({program}, limits);
  if (!ended) return ended.error();
  if (ended->timed_out) return failed("that took longer than 60 s");
  const std::string answer = last_line(ended->output);
  if (!ended->succeeded()) return failed(answer.empty() ? "it ended without a word" : answer);
  std::string problem;
  auto transaction = parse_transaction(answer, problem);
  if (!transaction) return failed("its answer cannot be understood: " + problem);
  return std::move(*transaction);
}

}  // namespace pkgmap
