/// Private keys that no signer may use; they protect nothing.
enum KeyFixtures {
    static let rsa1024 = """
        -----BEGIN PRIVATE KEY-----
        MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBANcfF28XbGnyfd9y
        NskjYXKQxEhgWjmeOEtqu/ofDsyLPj9BwgyGOOpUvwLXY8hCD/7+ltH3zRfnnYg+
        tlGm8/E/FWgSSFFm0bRcOsmOUTvMvH9qw/j2zRf2SJbQxoiLP8VWJsCpHBPxbLJu
        UJyD3OADxSSqe0WGhK/jviQdSCzJAgMBAAECgYAV6DKou4fs2ib7ZFQz84hu9FMo
        07ccewJcm8f81sDZD60NIBM0105gfrTdAzZEJIYgf6i4RTX7ozilsU07z3a0ALaZ
        kl/jP6YIjt/Iaqcl+QYTS0SPIW7DXM//VJTKBNFo3vJa99wVjcKfg8a++BINU/be
        IZm+9kDSdPjwxDIgaQJBAP5xLffrqljPZcfJ3A5KRyQNWlRnmNrv792y0u/3xfyW
        1/9kpYKar3AsugiAKqEsBJQeRWuASJC1eRPwaLO94r8CQQDYcEeRSrcuy0s/CydA
        ECM3/LEx++255vIawfKnCUVfWSehDHJeKR2MhTISkVsleJIsDtFrU6ZZKhhJa8a4
        +7p3AkAKYLFgSENlZegf0vLfvlXSeZzyjlskqt6cqzuBQBjaKYjbyM4bWpXHPHvF
        9vxGIJZ7OBTawpuzE0PB9W8/zYHfAkB87oqQ9iS4sQX1FPYKB4acuZJ6fKXjCciz
        40GyYyqU9/xk/K9DZM42n2egyiBnh6owHjmJjxZVH3Q3ZSum+T7PAkEAtz/iZTnA
        OfnVrwxqa+n6vwSKme/CUFTjerJ2hITwnPB9WQDTgxv/ty7FCazbhpAyfD/kwujQ
        H01MGqbFs59OgA==
        -----END PRIVATE KEY-----
        """

    /// For `WipedMemoryTests` alone, which looks for its numbers in memory.
    static let wiped1024 = """
        -----BEGIN PRIVATE KEY-----
        MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAMLo0rniC6e9TwVI
        ZZbO9K9zhqW6fpy0zVjWOYdvh4m1mHT/DXUxU01ZJvSvZETlhW7hXjJxAGtpKm4+
        yXwZNnDTaFMUO0qRD0/ATZ/b6H08nteZbdP/178qLDUsqrjaPTkUEZNZzoHZBlOO
        +oEkUWwbXUYNLEm+wN9Zz1Ms2iItAgMBAAECgYBeWrNYhRM7WqucVRXI0dsl7Hks
        VYHhfq1B6kLjS5yDj8OEL8xmBUDcWuI+5YFW0P2tVbByHr4jQT/nKsIDL3logCWH
        T/6LdrumL2rE/17jXsTpUEWD0AZBN92/XNlFAVo1EzENQPUNEMu6ODgXMrqy81XO
        R2hXhRmO3XzrLlEEiQJBAPE7kK1UaJDZc9GDkheolnV+R1pGlcl/SPtaJ90RLeGg
        NJhrjq21x7F2KIXa9Oswe+jarerDqDvdNqEmHVg2TnMCQQDO10/jprSkaEy2xBRN
        KrjiNG3MWw/iHq1LN0bjHSKA8F4mzx5dOhGHJKnZk+Bgjhl6fxhsVS1J4WqIUA67
        5gTfAkEA6OcjddVq536q7XtkD2d7bJCw/x3q/BHiOpr+pdcyPwZYAVjG9jvtQw7b
        bPDLSk8TMuv+wgyJXtLjLY8JAePctQJAd5jboqATtzRvlwYNTwky2ejCy/SjXHWs
        cd9GZ6/C8ZcKeZoszm7zD5dNdncgt/OyG7g9YPZnN17VgHf57P91NQJBANqsBwm8
        f+by8N0QH/k8da9o35h4HLu7QeN98EmsWvEu/4chk9E1yL9Ao9k+m8cYP9HxSDuH
        P+12Cp1TMp2d5SE=
        -----END PRIVATE KEY-----
        """

    static let p256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgO7zhl07u4oqjzH77
        HCgV73QUzMmrnMhIHgo7ZiQkyqOhRANCAATZgGe/1/O1Xo1AjaS+oUDR2rQxBO/P
        N//KzvNXgwZeCmWBNNQo9TBYorwFy5UDR1zCsSF6w8e17BMq4bLLCaq8
        -----END PRIVATE KEY-----
        """

    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQItUl2h9378h4CAggA
        MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAECBBD7G402IsUQCn1eWVbKsCwGBIIE
        0GO231rP1QMb3WK0XwO9Vf4BzqiMzVLLjR7LAZozwmqC3LlJAfxJe/wXFtduDN3w
        XOVfPUrOoYfo054o1z+2lJHvi++3BWG/dHQSlmae+PdIk6UfXog4fiJi14czbHg/
        Wo7+vt/HnUM9hEysXA4GxMBdH1ykDQQ8xA/YFvgYPLaMWkzyiF2V4M7WfsYiSzdz
        UVLJFfHEs8XVeH0OVdVgRnuTnG6jzCDVnOK2GO4fl0sRzTnWjhBxyZCH4vH7IN82
        uQlwv48T1LDuRFzSnpNt+HRp4smMWFU2Ya/Lpw/J5guLVXmWFLvAdWlAuxG17hlc
        WWxjyvpwYUffAZpV/Oggmb9ulQUIZbcZFsaD7384rGGN9f0EOe/n73QMg1hKsXsg
        fkFNru9+/2um5+hIq+6PUNvvab73H/bEPurAYNYRx7yqBhE4Bu/gyJfzG+bbednm
        60Qp2YAPiOBqoAIBI5yGDV6IHBK/8HlDaZ1LqtrffQfpULFvJEtbxc3x7ZbUP6OB
        9duV3UeUA3u71+CQ71bR6oE+JtFgFlatB48I0fS600gJEesfDZumW8qEm/fQWIXO
        r0k5gu11rk5Pnc+IRX8ePFDrH4VwIh5swkR3QA3nkpUdG9zwsmyWdzyAjtX1+x+7
        3kKSe8TmuyLexoG6TyMMijbJRqC9KaVEqQ93YjoF6I904n73++4kCibwl5JpRZNO
        Nie8rY417UeCXxBso3dGaO52PQ/Y+zXFUTbperrKMA1Awn8JoKyk8FybQsDHoWzz
        GNi16Fu0HIhDLSxo5KWd4/ASKuccqNjLOkAhyRQIE5h6PLfLiyl9Zh+YSBqX/ceJ
        AKbln9rT2jUq3XFj8d0hf/0SOMmM+w4jwQ3rYe/Hgexb+h1a+UxgX8s+Xg2X6P4a
        2twY73a0Vif28CPKcg7/q6OIslusQxgz4QrjDV4P94yAUjpiO2I882cD6tFzVPPZ
        wx7hfrJ0M4vg8W+sd9lT50IlTkWd+BdHT9AyXq/q5fCmJ9EWMVfeUKo8ZXPX2R7y
        BHjgZCAGsKDfMqN3xXgq+8krmEPLxfytYR/RPbCgT0MEdQF27rVbr6EEo3pM2tBH
        3VCCxJWxES5g7SgBJ0gfBr6gchnoTBXycvzCDD1pXfsAXFZK9L2iEZNkqU9ug1ps
        ZKfj/YmqeOAWxkFXBTgArbnPABoncl1f4946dHVnA40/92Wq3W2DQNrt20UvBBhQ
        CxXur6ggGNNlpzZ5QrHdDmKjrWMhplqbOglwFQebYH3BijSKnRlL3Aw+qTdSuS7n
        dnR12jXIJlAqtIsdKeWuBhLfPAJbEiuIzrQ0ahXRwwN/2vgO1TMjKWIyPwK4JXJs
        S5IKE6piXMCTfi41Q6+oGzfLEvtW3UODgLf9fVO1BuCK6IZ14jqUYGioPIfqsJZJ
        5BFONcFTZY7E5R3NKlJQ+jtx5V/giLqIIZvBMB9e+5IkykXvoZ4kO9nah7JPhQs2
        cHjLQWlq18iDaEwOo6VOWrdwpUuQBz7BgsyPogwAWXdmgVYw1lJbTMG8B15+vxt5
        q7zcYky3v7ilLyO5v2H+EmYdhNAqNQKVUVbNB2cox8iU+g5r0SoPhEpGKJa/iYBD
        JBbJQGQXdmGViEONzK6mgS1haGPMR08QPkHNwC81GrAR
        -----END ENCRYPTED PRIVATE KEY-----
        """
}
