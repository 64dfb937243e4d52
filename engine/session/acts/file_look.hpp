// Gathers the facts about every checksummed file of the host, and asks the judge (rules/judge) for
// a verdict on each. The facts say which file stands at the path, which baseline monit shows, what
// the content record and the packages say, and whether monit looks at the file.
//
// A FileLook keeps what cannot have changed between two looks of one process: the digests of a file
// while its stat stays the same, and the baselines that monit shows until it reads its control file
// again. Not thread-safe.
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
  /// False if `facts` are about a substitute check whose own check (SubstituteCheck::check) is
  /// gone, has another path now, or has no checksum test without `expect` any more.
  bool own_check = true;
};

struct JudgedFiles {
  /// One entry for each check that has a checksum test without `expect`, in the order of the
  /// control file; then one for each substitute check with JudgedFile::own_check false.
  std::vector<JudgedFile> files;
  rules::JudgeTerms terms;  ///< The settings and facts that held for every file.
  /// The sum of the sizes of these files, in bytes: how much monit reads when it reads its control
  /// file.
  std::uint64_t bytes = 0;
  /// Set if the package database gave no answer: then the verdicts of some files rest on too few
  /// facts.
  std::optional<Error> trouble = {};
  /// Why no substitute check can be written (why_no_substitutes()); empty if that is not known, or
  /// if one can be written.
  std::string no_substitutes = {};

  /// Returns the first entry of a check with this name (its own_check may be false), ignoring ASCII
  /// case; null if there is none.
  const JudgedFile* find(const std::string& check) const;
};

class FileLook {
 public:
  /// Host and settings must outlive the FileLook. Once this process is told to end
  /// (Host::told_to_end()), the present round of reading and each later round end within 5 s.
  FileLook(Host& host, const Settings& settings);

  /// Each of the next three functions does what the function of ContentReader with its name does.
  void hurry(std::chrono::milliseconds bound) { contents_.hurry(bound); }
  void take_time() { contents_.take_time(); }
  void forget(const std::string& path) { contents_.forget(path); }

  /// Reads the contents of the files of checks, so that look() is quick under a lock: look() then
  /// reads only what the packages' answers ask for, and the files of substitute checks with
  /// own_check false. Reads for 20 s plus time_to_read() of all files (content_reader.hpp) at most;
  /// after hurry(), for the bound of hurry() at most. Returns false if there was not enough time
  /// for all files.
  bool read_ahead(const monitrc::ControlFile& control_file, const ContentRecords& records);

  /// Looks at every file, and judges the file by what monit, its control file and the records say
  /// in `scene`. A file for which there is no time has PresentFile::Kind::too_large, and so has a
  /// file that is_another_giant() if no package has a digest of it and nobody accepts it. Never
  /// fails: if the package database fails, JudgedFiles::trouble has its Error.
  ///
  /// Reads for 20 s at most; after read_ahead(), as long as the last read_ahead() was allowed to;
  /// after hurry(), for the bound of hurry() at most.
  JudgedFiles look(const LookScene& scene);

 private:
  rules::FileFacts facts_of(const monitrc::Check& check, const LookScene& scene);
  rules::FileFacts facts_of(const rules::SubstituteCheck& alarm, const LookScene& scene);
  void see(const LookScene& scene, rules::FileFacts& facts);
  void ask_packages(const LookScene& scene, rules::FileFacts& facts);
  bool is_worth_reading(const LookScene& scene, rules::FileFacts& facts);
  static void add(rules::FileFacts facts, bool own_check, JudgedFiles& judged);

  Host& host_;
  const Settings& settings_;
  ContentReader contents_;
  ShownBaselines baselines_;
  std::optional<Error> trouble_;
};

}  // namespace pkgmap
