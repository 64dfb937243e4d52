// One check's predictions while they are made: what its tests are held against, and the words
// for it.
//
// Private to rules/predict*. Refers to what it was made of.
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

  void add(const monitrc::Test& test, Outcome outcome, std::string expect, std::string now,
           std::string incoming, std::string ground, std::string hint = {});
  std::vector<Prediction> take() { return std::move(predictions_); }

  /// The whole test as it is written; its condition alone; its line.
  std::string_view statement(const monitrc::Test& test) const { return sources_.text(test.span); }
  std::string condition(const monitrc::Test& test) const;
  std::string line(const monitrc::Test& test) const;

  bool replaced() const { return update_.fate == FileFate::replaced; }
  /// "mysql-server-8.0.40-1.el9.x86_64 ships /usr/sbin/mysqld"
  std::string shipped() const;
  /// Values of the file; those of now are empty when there is none.
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

/// Tests that hold a file against the control file, of a file that is replaced.
void predict_constant(const monitrc::Test& test, PredictionContext& context);
/// Tests that hold a file against what it was.
void predict_change(const monitrc::Test& test, PredictionContext& context);
/// A checksum without `expect` of a check that is not suspended.
void predict_content(const monitrc::Test& test, Outcome outcome, const std::string& how,
                     PredictionContext& context);

/// What chmod(1) takes: "0755".
std::string octal(std::uint32_t mode);
/// Empty when it is not known.
std::string digest_of(const FileState& file, const std::string& algorithm);

}  // namespace pkgmap::rules
