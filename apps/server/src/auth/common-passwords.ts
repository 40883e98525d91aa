/** Passwords of 12 characters and more that head every published list of leaked ones; shorter ones are refused by length. */
const common = new Set(`
  000000000000 0123456789012 012345678910 098765432109 102030405060 111111111111 1111111111111111 112233445566 121212121212 123123123123 123456123456
  123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 1234567891011 1234qwerasdf 1234qwerasdfzxcv 123654789123 123789456123
  147258369147 159753159753 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv 222222222222 2222222222222 333333333333 444444444444 555555555555
  666666666666 741852963741 777777777777 789456123789 888888888888 987654321098 9876543210987 999999999999 aaaaaaaaaaaa aaaaaaaaaaaaaaaa abc123abc123
  abcabcabcabc abcd12345678 abcdef123456 abcdefg12345 abcdefghijkl abcdefghijklm abcdefghijklmnop admin1234567 admin12345678 admin123456789
  adminadmin12 adminadminadmin administrator administrator1 administrator123 arsenal12345 asdfasdfasdf asdfghjkl123 asdfghjkl1234 asdfghjklzxcvbnm
  autumn2025!! barcelona123 barcelona1234 baseball1234 baseball12345 basketball12 basketball123 batman123456 blink182blink butterfly123 butterfly1234
  changeme1234 changeme12345 changemenow1 changemeplease chelsea12345 chocolate123 chocolate1234 christmas123 christmas2024 christmas2025 companyname1
  computer1234 computer12345 correcthorsebatterystaple default12345 dragon123456 education123 education1234 football1234 football12345 freedom12345
  guest1234567 hello1234567 hellohello12 helloworld12 helloworld123 helloworld1234 ilovemyfamily ilovemyself1 iloveyou1234 iloveyou12345
  iloveyouforever iloveyouiloveyou iloveyousomuch internet1234 internet12345 jennifer1234 jessica12345 jordan232323 juventus1234 learning1234
  learning12345 letmein!2024 letmein12345 letmein123456 letmeinletmein letmeinplease liverpool123 liverpool1234 manchesterunited michael12345
  michelle1234 minecraft123 minecraft1234 monkey123456 mypassword12 mypassword123 mypassword1234 p@ssw0rd1234 p@ssw0rd12345 p@ssword1234 pa$$word1234
  passw0rd1234 passw0rd12345 password!234 password#123 password1234 password12345 password123456 password1234567 password12345678 password123456789
  password2020 password2021 password2022 password2023 password2024 password2025 password2026 password@123 password@1234 passwordpassword pokemon12345
  princess1234 princess12345 q1w2e3r4t5y6 qazwsxedcrfv qweasdzxc123 qwer1234asdf qwerty!23456 qwerty123456 qwerty1234567 qwerty12345678 qwertyqwerty
  qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwertyuiopas qwertyuiopasdf qwertyuiopasdfgh qwertyuiopasdfghjkl realmadrid123 rootrootroot
  school123456 secretpassword secretsecret spring2025!! starwars1234 starwars12345 student12345 student123456 summer202020 summer2024!! summer2025!!
  sunshine1234 sunshine12345 superadmin123 superman1234 superman12345 supersecret123 teacher12345 temporary123 temppassword test12345678 test123456789
  test1234test testing12345 testing123456 testtesttest thisisapassword thisismypassword topsecret1234 trustno1trustno1 university12 university123
  university1234 user12345678 welcome12345 welcome123456 welcome2024! welcome2025! welcome2026! welcomewelcome whatever1234 whatever12345 winter2024!!
  winter2025!! xxxxxxxxxxxx zaq12wsxcde3 zxcvbnm12345 zxcvbnm123456
`.trim().split(/\s+/));

/** isCommonPassword tells whether a password is known to everyone, however its letters are written. */
export const isCommonPassword = (password: string): boolean => common.has(password.trim().toLowerCase());
