#include "parsers/deb822/deb822.hpp"

#include <stdexcept>

#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/dpkg/sums.hpp"
#include "tests/fuzz/debian.hpp"

namespace pkgmap::fuzz {
namespace {

class Inside {
 public:
  explicit Inside(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  /// The next view must not begin before the end of the last one.
  void take(std::string_view view) {
    if (view.empty()) return;
    promise(view.data() >= at_ && view.data() + view.size() <= end_, "a view beyond its text");
    at_ = view.data() + view.size();
  }
  static void promise(bool is_kept, const char* what) {
    if (!is_kept) throw std::logic_error(what);
  }

 private:
  const char* at_;
  const char* const end_;
};

void check_values(std::string_view value) {
  Inside inside(value);
  for (const std::string_view line : deb822::lines_of(value)) {
    Inside::promise(line.find('\n') == std::string_view::npos, "a line of two");
    inside.take(line);
  }
  for (const dpkg::Conffile& conffile : dpkg::conffiles_in(value)) {
    Inside::promise(conffile.path.starts_with('/'), "a conffile without its directory");
    Inside::promise(conffile.md5.empty() || conffile.md5.size() == 32, "a sum of another length");
  }
  for (const std::string_view name : dpkg::provides_in(value)) {
    Inside::promise(value.find(name) != std::string_view::npos, "a provide from elsewhere");
  }
}

}  // namespace

void deb822(std::string_view text) {
  deb822::Reader reader(text);
  Inside inside(text);
  while (const auto paragraph = reader.next()) {
    Inside::promise(!paragraph->fields.empty(), "a paragraph without fields");
    for (const deb822::Field& field : paragraph->fields) {
      Inside::promise(!field.name.empty(), "a field without a name");
      inside.take(field.name);
      inside.take(field.value);
      check_values(field.value);
    }
  }
  Inside::promise(reader.error().size() < 100, "a reason of many lines");
  for (const auto& [path, sum] : dpkg::sums_in(text)) {
    Inside::promise(sum.size() == 32 && !path.starts_with('/'), "a sum in another form");
  }
}

}  // namespace pkgmap::fuzz
