@echo off
rem Finds a Python of 3.11 or newer, then hands over to installer\dev.py.
setlocal
set "PYTHONUTF8=1"
set "TRY=import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"

py -3 -c "%TRY%" >nul 2>nul && (py -3 "%~dp0installer\dev.py" %* & goto :end)
python -c "%TRY%" >nul 2>nul && (python "%~dp0installer\dev.py" %* & goto :end)

echo dev: needs Python 3.11 or newer. Please install it and start again. 1>&2
exit /b 2

:end
exit /b %ERRORLEVEL%
