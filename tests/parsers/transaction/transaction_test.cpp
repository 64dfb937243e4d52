// Which transactions are accepted, and the words in which the others are refused.
#include "parsers/transaction/transaction.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(Transaction, ReadsWhatAHookSends) {
  std::string error;
  const auto transaction = parse_transaction(R"({"schema":1,"manager":"dnf4","pid":4711,"items":[
    {"action":"upgrade","name":"a","epoch":0,"version":"2","release":"1","arch":"x86_64","rpm":"/a.rpm","dbid":null},
    {"action":"remove","name":"a","epoch":"0","version":"1","release":"1","arch":"x86_64","rpm":null,"dbid":17}]})",
                                             error);
  ASSERT_TRUE(transaction) << error;
  EXPECT_EQ(transaction->manager, "dnf4");
  EXPECT_EQ(transaction->pid, 4711);
  ASSERT_EQ(transaction->items.size(), 2U);
  EXPECT_TRUE(transaction->items[0].incoming());
  EXPECT_EQ(transaction->items[0].epoch, "0");
  EXPECT_EQ(transaction->items[0].rpm, "/a.rpm");
  EXPECT_FALSE(transaction->items[1].incoming());
  EXPECT_EQ(transaction->items[1].dbid, 17U);
}

struct TransactionRow {
  const char* name;
  const char* text;
  const char* error;
};

class RefusedTransaction : public ::testing::TestWithParam<TransactionRow> {};

TEST_P(RefusedTransaction, SaysWhatIsWrong) {
  std::string error;
  EXPECT_FALSE(parse_transaction(GetParam().text, error));
  EXPECT_NE(error.find(GetParam().error), std::string::npos) << error;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, RefusedTransaction,
    ::testing::Values(
        TransactionRow{"Empty", "", "the text is empty"},
        TransactionRow{"Blank", " \n", "the text is empty"},
        TransactionRow{"Garbage", "garbage",
                       "the text is not JSON: parse error at line 1, column 1"},
        TransactionRow{"NoItems", R"({"schema":1})", "the list 'items' is missing"},
        TransactionRow{"Array", "[]", "the list 'items' is missing"},
        TransactionRow{"NewerSchema", R"({"schema":2,"items":[]})", "'schema' is not 1"},
        TransactionRow{"NegativePid", R"({"schema":1,"pid":-1,"items":[]})",
                       "'pid' is not a process number"},
        TransactionRow{"UnknownAction", R"({"schema":1,"items":[{"action":"bless","name":"a"}]})",
                       "'bless' is not an action"},
        TransactionRow{"NoName", R"({"schema":1,"items":[{"action":"remove"}]})", "has no 'name'"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace pkgmap
