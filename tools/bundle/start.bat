@echo off
rem Installs the course from this folder, once and without a network, then opens lesson 00, or does
rem what it is told: "start.bat cohort E:\inbox" is "toolkit-course cohort E:\inbox".
rem TOOLKIT_HOME: where to (default: toolkit-course in your own folder).
setlocal EnableExtensions DisableDelayedExpansion
set "STICK=%~dp0"
if not defined TOOLKIT_HOME set "TOOLKIT_HOME=%USERPROFILE%\toolkit-course"
set "PROGRAM=%TOOLKIT_HOME%\program"

set "WANTED="
set "THERE="
if not exist "%STICK%edition" goto notunpacked
set /p WANTED=<"%STICK%edition"
if not defined WANTED goto notunpacked
if exist "%PROGRAM%\edition" set /p THERE=<"%PROGRAM%\edition"
if "%WANTED%"=="%THERE%" goto ready

set "PYTHON="
for %%V in (@PYTHONS@) do call :try %%V
if not defined PYTHON goto nopython

echo Installing the course in "%TOOLKIT_HOME%"
echo This takes one to five minutes, once. Please leave this window open.
if exist "%PROGRAM%" rmdir /s /q "%PROGRAM%"
if not exist "%TOOLKIT_HOME%" mkdir "%TOOLKIT_HOME%"
%PYTHON% -m venv "%PROGRAM%"
if not "%errorlevel%"=="0" goto noenvironment
"%PROGRAM%\Scripts\python.exe" -m pip install -qq --disable-pip-version-check --no-index --find-links "%STICK%wheels" -r "%STICK%requirements.txt" toolkit-widgets
if not "%errorlevel%"=="0" goto notinstalled
copy /y "%STICK%edition" "%PROGRAM%\edition" >nul

:ready
rem The course finds my-course here, and what it makes is put here.
cd /d "%TOOLKIT_HOME%"
if errorlevel 1 goto failed
set "FIRST=%~1"
if not defined FIRST goto learn
if "%FIRST:~0,1%"=="-" goto learn
"%PROGRAM%\Scripts\python.exe" -m toolkit_widgets.cli %*
if errorlevel 1 goto failed
exit /b 0

:learn
"%PROGRAM%\Scripts\python.exe" -m toolkit_widgets.cli learn %*
if errorlevel 1 goto failed
exit /b 0

:nopython
echo This course needs Python @VERSIONS@.
echo None was found on this computer. READ ME FIRST.txt says how to get it without an administrator.
goto failed

:noenvironment
echo Python could not make an environment in "%PROGRAM%". The reason stands above.
goto failed

:notinstalled
echo The course could not be installed. The reason stands above.
echo This copy was made for: @PLATFORMS@, with Python @VERSIONS@.
goto failed

:notunpacked
echo The other files of the course are missing beside start.bat. Was it opened inside the zip?
echo Unpack the zip first: right-click it, choose Extract All, and open the start.bat of the new folder.

:failed
pause
exit /b 1

:try
if defined PYTHON exit /b 0
call :asked %1 py -%1
if not defined PYTHON call :asked %1 python
exit /b 0

:asked
%2 %3 -c "import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '%1'.split('.'))))" >nul 2>nul
if "%errorlevel%"=="0" set "PYTHON=%2 %3"
exit /b 0
