// One look at every checksummed file of the host, for the judge: what stands there, what monit
// shows of its baseline, what our record and the packages say, and who watches it.
//
// Gathers; rules/judge decides. Keeps what cannot have changed since the last look of the same
// process: contents of files whose stat is the same, and baselines that monit showed since it read
// its control file. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/acts/content_reader.hpp"
#include "engine/session/acts/look_scene.hpp"
#include "engine/session/acts/shown_baselines.hpp"
#include "engine/session/host/host.hpp"
#include "rules/judge/judge.hpp"

namespace pkgmap {

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

  /// Of the contents: see content_reader.hpp.
  void hurry(std::chrono::milliseconds bound) { contents_.hurry(bound); }
  void take_time() { contents_.take_time(); }
  void forget(const std::string& path) { contents_.forget(path); }

  /// Reads what a look would read, so that the look itself, under a lock, has it. False: not all of
  /// it in the time there was.
  bool read_ahead(const monitrc::ControlFile& control_file, const ContentRecords& records);

  JudgedFiles look(const LookScene& scene);

 private:
  rules::FileFacts facts_of(const monitrc::Check& check, const LookScene& scene);
  rules::FileFacts facts_of(const rules::SubstituteCheck& alarm, const LookScene& scene);
  void see(const LookScene& scene, rules::FileFacts& facts);
  void ask_packages(const LookScene& scene, rules::FileFacts& facts);
  bool is_worth_reading(const LookScene& scene, rules::FileFacts& facts);
  static void add(rules::FileFacts facts, JudgedFiles& judged);

  Host& host_;
  const Settings& settings_;
  ContentReader contents_;
  ShownBaselines baselines_;
  std::optional<Error> trouble_;
};

}  // namespace pkgmap
