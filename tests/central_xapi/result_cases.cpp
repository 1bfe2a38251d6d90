// Part two, 2.4.5 and 4.6: result, score and duration.
#include "cases.h"

namespace central::xapi {

Cases result_cases() {
    return in_both({
        {"XAPI-00074, XAPI-00075, XAPI-00076, XAPI-00077, XAPI-00078, XAPI-00079", "every member of a result", "/result/response", R"("a[,]b")"},
        {"XAPI-00079", "no score", "/result/score", kGone},
        {"XAPI-00079", "a score that is a number", "/result/score", "7", refused},
        {"XAPI-00079", "a score that is a word", "/result/score", R"("7")", refused},
        {"XAPI-00080, XAPI-00081, XAPI-00082, XAPI-00083", "a score with everything", "/result/score", R"({"scaled":-1.0,"raw":-3.5,"min":-3.5,"max":100.6767676})"},
        {"XAPI-00080", "the maximum alone", "/result/score", R"({"max":100.6767676})"},
        {"XAPI-00081", "the minimum alone", "/result/score", R"({"min":-7})"},
        {"XAPI-00082", "raw without bounds", "/result/score", R"({"raw":1e9})"},
        {"XAPI-00082", "raw at its maximum", "/result/score", R"({"raw":10,"min":0,"max":10})"},
        {"XAPI-00083", "scaled 1.0", "/result/score/scaled", "1.0"},
        {"XAPI-00083", "scaled -1.0000", "/result/score/scaled", "-1.0000"},
        {"XAPI-00083", "scaled 0.6767676", "/result/score/scaled", "0.6767676"},
        {"XAPI-00083", "scaled 1.01", "/result/score/scaled", "1.01", refused},
        {"XAPI-00083", "scaled -1.00001", "/result/score/scaled", "-1.00001", refused},
        {"XAPI-00083", "scaled in quotes", "/result/score/scaled", R"("0.5")", refused},
        {"XAPI-00082", "raw beyond the maximum", "/result/score", R"({"raw":10.01,"max":10})", refused},
        {"XAPI-00082", "raw below the minimum", "/result/score", R"({"raw":-0.01,"min":0})", refused},
        {"XAPI-00082", "raw in quotes", "/result/score/raw", R"("5")", refused},
        {"XAPI-00081", "the minimum above the maximum", "/result/score", R"({"min":0.6767676,"max":0.6767355})", refused},
        {"XAPI-00080, XAPI-00081", "the minimum at the maximum", "/result/score", R"({"min":0,"max":0})", refused},
        {"XAPI-00081", "the minimum in quotes", "/result/score/min", R"("0")", refused},
        {"XAPI-00080", "the maximum an object", "/result/score/max", R"({"a":1})", refused},
        {"XAPI-00074", "success false", "/result/success", "false"},
        {"XAPI-00074", "success in quotes", "/result/success", R"("true")", refused},
        {"XAPI-00074", "success 1", "/result/success", "1", refused},
        {"XAPI-00075", "completion true", "/result/completion", "true"},
        {"XAPI-00075", "completion in quotes", "/result/completion", R"("true")", refused},
        {"XAPI-00076", "an empty response", "/result/response", R"("")"},
        {"XAPI-00076", "a response that is a number", "/result/response", "7", refused},
        {"XAPI-00076", "a response that is an object", "/result/response", R"({"a":1})", refused},
        {"XAPI-00077, XAPI-00124", "hours, minutes and tenths", "/result/duration", R"("PT1H0M0.1S")"},
        {"XAPI-00077, XAPI-00124", "years down to hundredths", "/result/duration", R"("P3Y1M29DT4H35M59.14S")"},
        {"XAPI-00077, XAPI-00124", "seconds only", "/result/duration", R"("PT16559.14S")"},
        {"XAPI-00077, XAPI-00124", "years only", "/result/duration", R"("P3Y")"},
        {"XAPI-00077, XAPI-00124", "weeks", "/result/duration", R"("P4W")"},
        {"XAPI-00077, XAPI-00124", "weeks and a day", "/result/duration", R"("P4W1D")", refused},
        {"XAPI-00077, XAPI-00124", "a designator that is none", "/result/duration", R"("PA1H0M0S")", refused},
        {"XAPI-00077, XAPI-00124", "a duration in words", "/result/duration", R"("should fail")", refused},
        {"XAPI-00077, XAPI-00124", "no component", "/result/duration", R"("PT")", refused},
        {"XAPI-00077, XAPI-00124", "a duration that is a number", "/result/duration", "12345", refused},
        {"XAPI-00077, XAPI-00124", "a duration that is an object", "/result/duration", R"({"key":"x"})", refused},
        {"XAPI-00078", "extensions that are a number", "/result/extensions", "7", refused},
        {"XAPI-00078", "extensions that are a word", "/result/extensions", R"("x")", refused},
    });
}

} // namespace central::xapi
