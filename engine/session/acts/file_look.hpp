// One look at every checksummed file of the host, for the judge: what stands there, what monit
// shows of its baseline, what our record and the packages say, and who watches it.
//
// Gathers; rules/judge decides. Keeps what cannot have changed since the last look of the same
// process: contents of files whose stat is the same, and baselines that monit showed since it read
// its control file. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "rules/carried.hpp"
#include "rules/judge/judge.hpp"

namespace pkgmap {

/// What a look is made of; all of it outlives the look.
struct LookScene {
  const monitrc::ControlFile& control_file;
  const status::Status* status = nullptr;  ///< Null: monit cannot be asked.
  MonitClient* monit = nullptr;            ///< Null: likewise.
  PackageDatabase* database = nullptr;     ///< Null: no package answers for anything.
  const ContentRecords& records;
  const std::vector<rules::CarriedDrift>& alarms;  ///< Of this monit.
  /// Checks that some session has suspended: they are about to be monitored again.
  std::vector<std::string> suspended = {};
  /// Of these, whether it stays suspended because its package is gone; asked where its file is
  /// gone, too. Empty: none does.
  std::function<bool(const monitrc::Check&)> is_orphaned = {};
  std::vector<std::string> accepts = {};  ///< Paths.
  std::vector<std::string> raced = {};    ///< Checks.
  bool about_packages =
      false;  ///< What packages say is wanted of every file, not only for the judge.
};

struct JudgedFile {
  rules::FileFacts facts;
  rules::FileVerdict verdict;
};

struct JudgedFiles {
  /// One for each check that compares a content without `expect`, in the order of the control file;
  /// then the alarms whose check is gone.
  std::vector<JudgedFile> files;
  rules::JudgeTerms terms;
  std::uint64_t bytes = 0;  ///< Of all of them: what monit reads when it reads its control file.
  /// Of the package database: what it says of some files is not known.
  std::optional<Error> trouble = {};

  const JudgedFile* find(const std::string& check) const;
};

class FileLook {
 public:
  /// Both outlive it. A process that is told to end (Host::told_to_end()) reads no file to its end.
  FileLook(Host& host, const Settings& settings);

  /// All is to be read within that time; else as many bytes as there are allow for.
  void hurry(std::chrono::milliseconds bound);
  /// What was given up is read after all.
  void take_time();

  /// Reads what a look would read, so that the look itself, under a lock, has it. False: not all of
  /// it in the time there was.
  bool read_ahead(const monitrc::ControlFile& control_file, const ContentRecords& records);

  JudgedFiles look(const LookScene& scene);

  /// Something replaced it, maybe without a trace in its stat.
  void forget(const std::string& path) { contents_.erase(path); }

 private:
  struct Shown {
    std::int64_t incarnation = -1;
    rules::ShownBaseline baseline{};
  };

  rules::FileFacts facts_of(const monitrc::Check& check, const LookScene& scene);
  rules::FileFacts facts_of(const rules::CarriedDrift& alarm, const LookScene& scene);
  rules::ShownBaseline shown_by(const monitrc::Check& check, const LookScene& scene);
  rules::ShownBaseline on_page(const monitrc::Check& check, const status::Service& service,
                               const LookScene& scene);
  void see(const LookScene& scene, rules::FileFacts& facts);
  void ask_packages(const LookScene& scene, rules::FileFacts& facts);
  bool is_worth_reading(const LookScene& scene, rules::FileFacts& facts);
  void read_content(rules::FileFacts& facts, const std::set<std::string>& algorithms);
  const rules::Digests* known_digests(const rules::FileFacts& facts) const;
  bool was_given_up(const rules::FileFacts& facts) const;
  static void add(rules::FileFacts facts, JudgedFiles& judged);
  bool is_time_over();

  Host& host_;
  const Settings& settings_;
  bool hurries_ = false;
  std::chrono::milliseconds bound_;
  Host::Clock::time_point deadline_;
  std::chrono::milliseconds lost_on_pages_{0};
  std::optional<Error> trouble_;
  std::map<std::string, rules::PresentFile> contents_;  ///< By path.
  std::map<std::string, Shown> shown_;                  ///< By check, in lower case.
};

/// How long monit, or this program, may take for so many bytes, beyond what it takes for none: 50
/// MB a second, ten minutes at most.
std::chrono::milliseconds time_to_read(std::uint64_t bytes);

}  // namespace pkgmap
