module github.com/counterpoise/counterpoise/tests/oracle/protocol

go 1.26.7
