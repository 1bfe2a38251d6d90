# Somebody else's plugin: install the kiosk, copy plugins/hello to another place, build it against what was installed, check
# it with the tests that the one in the tree passes. Called by ctest with
#   -DBUILD=… -DSOURCE=… -DWORK=… -DTESTS=program -DFLAGS=compiler flags
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${output}")
  endif()
endfunction()

function(check hello)
  run(${CMAKE_COMMAND} -E env KIOSK_HELLO=${hello} ${TESTS} --gtest_filter=Hello.AnswersAPhone:PluginOnScreen.HelloDrawsItsLine)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
file(COPY ${SOURCE}/plugins/hello DESTINATION ${WORK})
run(${CMAKE_COMMAND} -S ${WORK}/hello -B ${WORK}/build
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${WORK}/prefix "-DCMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK}/build)
check(${WORK}/build/plugins/hello)
# And once more where `cmake --install` puts it, with the library that lies beside it.
run(${CMAKE_COMMAND} --install ${WORK}/build --prefix ${WORK}/prefix)
check(${WORK}/prefix/lib/kiosk/plugins/hello)
file(REMOVE_RECURSE ${WORK})
