// Collects the predictions for one check. predict() makes one object for each check.
//
// Also has the phrases that several predictions share. The arguments of the constructor must
// outlive the object. Only rules/predict includes this file. For one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/predict/predict.hpp"

namespace pkgmap::rules {

class PredictionContext {
 public:
  PredictionContext(const Sources& sources, const FileUpdate& update, const Accounts& accounts,
                    const Circumstances& circumstances)
      : sources_(sources), update_(update), accounts_(accounts), circumstances_(circumstances) {}

  const FileUpdate& update() const { return update_; }
  const Accounts& accounts() const { return accounts_; }
  const Circumstances& circumstances() const { return circumstances_; }

  /// Adds a prediction about `test`; the texts are the members of Prediction with these names.
  void add(const monitrc::Test& test, Outcome outcome, std::string expect, std::string now,
           std::string incoming, std::string ground, std::string hint = {});
  /// Moves the predictions out, in the order of add(). A second call returns an empty list.
  std::vector<Prediction> take() { return std::move(predictions_); }

  /// Returns the whole test as written; the view is valid as long as the Sources.
  std::string_view statement(const monitrc::Test& test) const { return sources_.text(test.span); }
  /// Returns the condition of the test as written, without comments and with one blank between
  /// words: what stands between `if` and `then`.
  std::string condition(const monitrc::Test& test) const;
  /// Returns the number of the line at which the test begins.
  std::string line(const monitrc::Test& test) const;

  /// Returns whether another file takes the place of the present file.
  bool replaced() const { return update_.fate == FileFate::replaced; }
  /// Returns a clause: "mysql-server-8.0.40-1.el9.x86_64 ships /usr/sbin/mysqld", or "/usr/bin/vi
  /// then leads to /usr/bin/vim". Has a meaning only if replaced() is true.
  std::string shipped() const;
  /// Returns a clause: "/usr/sbin/mysqld is replaced"; or, if the path is a link that then leads to
  /// another file (FileUpdate::by_link), what shipped() returns. Has a meaning only if replaced()
  /// is true.
  std::string replacement() const;
  // Each of the next four functions returns a value of the file as text: the mode as octal(), the
  // size in bytes. A `…_now` is empty if there is no file now. The caller calls a `…_after` only if
  // there is a file afterwards.

  std::string mode_now() const;
  std::string mode_after() const;
  std::string size_now() const;
  std::string size_after() const;

 private:
  const Sources& sources_;
  const FileUpdate& update_;
  const Accounts& accounts_;
  const Circumstances& circumstances_;
  std::vector<Prediction> predictions_;
};

// Each of the next three functions adds a prediction to `context` if the test will react, or if
// that is not known; otherwise the function adds none. The caller passes only tests of the kind
// that the comment names.

/// Predicts a test that compares a replaced file with a value of the control file.
void predict_constant(const monitrc::Test& test, PredictionContext& context);
/// Predicts a `changed` test, which compares a file with its former state.
void predict_change(const monitrc::Test& test, PredictionContext& context);
/// Predicts a checksum test without `expect`, of a check that is not suspended and whose file is
/// replaced (not checked). If the content changes, the prediction has `outcome`, and its `ground`
/// is the text of shipped() followed by `how`, which begins with a blank: " with another content".
/// If the new content is not known, the outcome is Outcome::unknown, and `ground` does not have
/// `how`.
void predict_content(const monitrc::Test& test, Outcome outcome, const std::string& how,
                     PredictionContext& context);

/// Returns the permission bits of a mode as chmod(1) takes them: "0755".
std::string octal(std::uint32_t mode);

}  // namespace pkgmap::rules
