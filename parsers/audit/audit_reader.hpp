// Reads the answers of `audit --json` and `audit --ndjson`, one after another, from one stream.
//
// The answer of a host may have at most 100,000 checks, 100,000 findings, 100,000 packages, 64
// monits and 32 MiB of names. A larger or broken answer gives a JsonFault, and so does an answer
// that reports an error in place of an audit. The reader then goes on with the next line on which
// an answer begins. For one thread.
#pragma once

#include <optional>
#include <variant>

#include "parsers/audit/audit_events.hpp"
#include "parsers/audit/audited_host.hpp"
#include "parsers/json/json_reader.hpp"

namespace pkgmap {

/// A host, or where and why an answer cannot be used.
using AuditItem = std::variant<AuditedHost, JsonFault>;

class AuditReader {
 public:
  /// `read` (json_reader.hpp) returns the bytes of the stream. To the AuditReader, an error in
  /// `read` is the end of the stream; the caller reports the error.
  explicit AuditReader(ReadBytes read) : json_(std::move(read)) {}

  /// Returns the next host or fault; nullopt at the end of the stream.
  std::optional<AuditItem> next();

 private:
  std::optional<AuditItem> after_value();
  std::optional<AuditItem> after_first_line();
  AuditItem host_or_fault();
  AuditItem broken(JsonFault fault);

  JsonReader json_;
  AuditEvents events_;
  bool in_lines_ = false;  ///< The first line of --ndjson was there, and its last line was not.
  std::optional<AuditItem> later_;
};

}  // namespace pkgmap
