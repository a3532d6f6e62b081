@echo off
rem Hands in the answers of this computer: into the folder "inbox" beside this file.
setlocal EnableExtensions DisableDelayedExpansion
set "WHO="
set /p WHO=Type your own pseudonym from your slip, for example heron-27, and press Enter: 
if not defined WHO exit /b 1
if not exist "%~dp0inbox" mkdir "%~dp0inbox"
call "%~dp0start.bat" hand-in --to "%~dp0inbox" --as "%WHO%"
pause
